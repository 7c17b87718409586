/** fengari: Lua 5.3 written in JavaScript, with integers of 32 bits. */
import type { HostedEngine } from '../engine.ts';
import { packagePresence } from '../find.ts';

/** Lua inside JavaScript, the nearest relative of a virtual machine in TypeScript. */
export const fengari: HostedEngine = {
  kind: 'hosted',
  id: 'fengari',
  title: 'fengari (Lua 5.3 in JavaScript)',
  suffixes: ['.fengari.lua', '.lua'],
  warmUpMs: 1000,
  patience: 0.3,
  nodeFlags: [],
  find: () => packagePresence('fengari'),
  load: async (source) => {
    const { lua, lauxlib, lualib, to_luastring } = (await import('fengari')).default;
    const state = lauxlib.luaL_newstate();
    lualib.luaL_openlibs(state);
    const check = (status: number): void => {
      if (status !== 0) throw new Error(lua.lua_tojsstring(state, -1));
    };
    check(lauxlib.luaL_loadstring(state, to_luastring(source)));
    check(lua.lua_pcall(state, 0, 0, 0));
    const name = to_luastring('bench');
    return (n) => {
      lua.lua_getglobal(state, name);
      lua.lua_pushinteger(state, n);
      check(lua.lua_pcall(state, 1, 1, 0));
      const value = lua.lua_tonumber(state, -1);
      lua.lua_pop(state, 1);
      return value;
    };
  },
};
