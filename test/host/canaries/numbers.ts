import { createHash } from 'node:crypto'

/** How a UK number may be written, the longest first; `national` is what stands after the country code. */
const spellingsOf = (national: string): readonly string[] => [
  `+44 ${national}`,
  `+44${national}`,
  `44${national}`,
  `0${national}`,
  national,
]

/** What is looked for where a phone's number must not be: it bare, and as people space it. */
export function numberWords(number: string): readonly string[] {
  const national = number.replace(/^\+44/, '')
  return [national, `${national.slice(0, 4)} ${national.slice(4)}`]
}

/**
 * Every digest of a number that somebody could make who has no key: with ten digits all of them are tried in a minute,
 * so one of these at rest is the number itself.
 */
export function openDigestsOf(number: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return ['sha256', 'sha1', 'md5', 'sha512'].flatMap((kind) =>
    spellingsOf(number.replace(/^\+44/, '')).flatMap((spelt) => {
      const digest = createHash(kind).update(spelt).digest()
      return (['hex', 'base64', 'base64url'] as const)
        .map((form) => ({
          name: `${kind} of ${spelt} in ${form}`,
          bytes: Buffer.from(digest.toString(form)),
        }))
        .concat({ name: `${kind} of ${spelt}`, bytes: digest })
    }),
  )
}
