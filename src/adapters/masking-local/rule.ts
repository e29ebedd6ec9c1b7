/** What is looked for, and what it becomes. `isMeant` looks at what matched and at what follows and precedes it. */
export interface Rule {
  readonly pattern: RegExp
  readonly becomes: string
  readonly isMeant?: (found: string, before: string, after: string) => boolean
}

/** How much of the text around a match is looked at, in characters. */
const AROUND = 24

/** The text after all of the rules, one after another. A rule's `keep` group stays in front of what it becomes. */
export const applied = (rules: readonly Rule[], text: string): string =>
  rules.reduce(
    (rest, { pattern, becomes, isMeant }) =>
      rest.replace(pattern, (...found) => {
        const groups = found.at(-1) as { readonly keep?: string } | string
        const [whole, at] = [found[0] as string, found.findLast((part) => typeof part === 'number') as number]
        const keep = typeof groups === 'object' ? (groups.keep ?? '') : ''
        const value = whole.slice(keep.length)
        const start = at + keep.length
        const end = at + whole.length
        if (
          isMeant &&
          !isMeant(value, rest.slice(Math.max(0, start - AROUND), start), rest.slice(end, end + AROUND))
        )
          return whole
        return `${keep}${becomes}`
      }),
    text,
  )
