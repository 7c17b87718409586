/** What this host offers to its plug-ins. One declaration types the implementation and is what modules are linked against. */
import { defineInterface, type Implementation, t } from '@holt/holt';

export const directory = defineInterface({
  name: 'directory',
  version: '1.1.0',
  docs: 'Who is in which team.',
  functions: {
    members: { params: [{ name: 'team', type: t.str }], result: t.list(t.str), doc: 'Names of the members of a team.' },
  },
});

export const mail = defineInterface({
  name: 'mail',
  version: '1.0.0',
  docs: 'Sends messages.',
  functions: {
    send: {
      params: [
        { name: 'to', type: t.str },
        { name: 'text', type: t.str },
      ],
      result: t.bool,
      doc: 'Sends a message; tells whether it was accepted.',
    },
  },
});

/** Asynchronous: asks a (pretended) server. The plug-in cannot tell. */
export const directoryHost: Implementation<typeof directory> = {
  members: async (team) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return team === 'core' ? ['ada', 'grace'] : [];
  },
};

/** Synchronous: keeps what was sent. */
export class Outbox {
  readonly sent: string[] = [];
  send(to: string, text: string): boolean {
    this.sent.push(`${to}: ${text}`);
    return true;
  }
}
