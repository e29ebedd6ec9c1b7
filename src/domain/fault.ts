/**
 * One mistake of an author's, found before the first message. All of them are told at once, so that nobody mends one
 * only to meet the next.
 */
export interface Fault {
  /** The file, relative to the folder that was read. */
  readonly file: string
  /** The line, counted from 1; 1 where the mistake is the whole file's. */
  readonly line: number
  /** The rule's name, for example `unknown-service`. */
  readonly rule: string
  readonly what: string
  /** What the author can do about it. */
  readonly cure: string
}

/** A fault as one line, the way `npm run check` and a refused start print it. */
export const faultLine = (fault: Fault): string =>
  `${fault.file}:${fault.line} ${fault.rule}: ${fault.what}. ${fault.cure}.`
