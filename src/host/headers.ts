import type { ServerResponse } from 'node:http'

/** On every answer, whoever gives it. A page says more about itself in its own policy. */
export const ALWAYS: readonly (readonly [string, string])[] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Robots-Tag', 'noindex, nofollow'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/** A year, as the browsers' own lists ask for; only where people come by HTTPS. */
const HTTPS_ONLY = ['Strict-Transport-Security', 'max-age=31536000'] as const

/** Puts the headers on that every answer carries. */
export function guard(res: ServerResponse, isHttps: boolean): void {
  for (const [name, value] of ALWAYS) res.setHeader(name, value)
  if (isHttps) res.setHeader(...HTTPS_ONLY)
}
