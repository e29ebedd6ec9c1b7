import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * Who calls: the address that the outermost trusted proxy saw. What a caller claims in front of it is not believed;
 * with no trusted proxy, neither is the header.
 */
export function callerOf(req: IncomingMessage, trustedProxies: number): string {
  const claimed = trustedProxies === 0 ? [] : String(req.headers['x-forwarded-for'] ?? '').split(',')
  const chain = [
    ...claimed.map((part) => part.trim()).filter((part) => part !== ''),
    req.socket.remoteAddress ?? '',
  ]
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? ''
}

/** A call from this same machine, through no proxy. */
export const isLocal = (req: IncomingMessage): boolean =>
  isLoopback(req.socket.remoteAddress ?? '') &&
  req.headers['x-forwarded-for'] === undefined &&
  req.headers.forwarded === undefined

export const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address)

/** What counts as one caller: an IPv6 network of 64 bits belongs to one household. */
export function neighbourhood(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [before = '', after] = address.split('::') as [string, string | undefined]
  const [front, back] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = after === undefined ? 0 : 8 - front!.length - back!.length
  return [...front!, ...Array<string>(Math.max(0, missing)).fill('0'), ...back!].slice(0, 4).join(':')
}
