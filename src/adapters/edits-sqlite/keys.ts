import { randomBytes, randomInt } from 'node:crypto'

/** 32 signs without those that are read as one another (Crockford's base 32: no I, L, O, U). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP = 5

/** 256 random bits, fit for a link and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/**
 * A personal key, to be kept like a password: four groups of five signs, 100 random bits. So much chance needs no slow
 * hash: a keyed digest of it cannot be guessed at.
 */
export const newKey = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-')

/** A key as it is compared: keys are read out and typed, so case, spaces, hyphens and look-alikes do not count. */
export const plainKey = (typed: string): string =>
  typed
    .slice(0, 200)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
