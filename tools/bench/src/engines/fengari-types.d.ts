/** The part of fengari, which has no types of its own, that the benchmark uses. */
declare module 'fengari' {
  type State = object;
  export const lua: {
    lua_getglobal(state: State, name: Uint8Array): number;
    lua_pushinteger(state: State, n: number): void;
    lua_pcall(state: State, args: number, results: number, handler: number): number;
    lua_tonumber(state: State, index: number): number;
    lua_tojsstring(state: State, index: number): string;
    lua_pop(state: State, count: number): void;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_loadstring(state: State, source: Uint8Array): number;
  };
  export const lualib: { luaL_openlibs(state: State): void };
  export const to_luastring: (text: string) => Uint8Array;
}
