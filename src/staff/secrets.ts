import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const sha256 = (value: string) => createHash('sha256').update(value).digest()

/** Compares two secrets in a time that says nothing about where, or by how much, they differ. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other))

/** 256 random bits, fit for a URL and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
