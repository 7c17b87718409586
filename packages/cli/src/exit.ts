/** Exit statuses of the command: a promise to scripts. */

/** What each exit status says. */
export const exitStatus = {
  done: 0,
  /** The guest did not catch an error. */
  guestError: 1,
  /** `fmt --check` found files that are not formatted. */
  different: 1,
  /** The source does not compile. */
  compileError: 2,
  /** The module is malformed, invalid, or cannot be linked. */
  badModule: 3,
  /** A limit was exceeded. */
  limit: 4,
  /** The command was used wrongly, or a file that it was given cannot be read or written. */
  usage: 64,
  /** A bug in Holt. */
  bug: 70,
  /** 128 + SIGINT. */
  interrupted: 130,
  /** 128 + SIGPIPE: whoever reads standard output has gone. */
  brokenPipe: 141,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;

/** A status that the command ends with. */
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
