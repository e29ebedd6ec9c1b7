/** A server that takes mail from us, over TLS or not at all. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS, which is demanded. */
  readonly secure: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
  /** Certificates to trust instead of those that the machine trusts, PEM; for tests. */
  readonly trust?: string
}

/**
 * Reads `smtps://user:password@host:port`, or `smtp://` for STARTTLS; nothing where the address is neither, or says
 * more than that: options in an address could switch TLS off.
 */
export function smtpServer(address: string): SmtpServer | undefined {
  const url = URL.parse(address)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return undefined
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) return undefined
  if ((url.username === '') !== (url.password === '')) return undefined
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const server = { host, port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure }
  if (url.username === '') return server
  try {
    const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    return { ...server, auth }
  } catch {
    return undefined
  }
}
