import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The one organisation that the app is registered in. */
export const TENANT = '11111111-2222-3333-4444-555555555555'

const APP_ID = '00000000-0000-0000-0000-000000000001'
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: strangersKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Bot Framework's service on this machine: its keys, and the address that it is answered at. */
export interface BotService {
  readonly url: string
  /** What `createMessages` is given as its app, with this service in place of Microsoft's; in one tenant. */
  readonly microsoftApp: Readonly<Record<string, string>>
  /** What was posted here: path and text. What is posted below `/refused/` is refused. */
  readonly posted: { readonly path: string; readonly text: string }[]
  /** An `Authorization` header; claims and the head may be replaced, and another's key used. */
  token(claims?: Record<string, unknown>, of?: Signer, head?: Record<string, unknown>): string
  stop(): Promise<void>
}

/** Who signs: `public` is somebody who only knows the public key, and uses it as a password. */
type Signer = 'service' | 'stranger' | 'nobody' | 'public'

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const ALGORITHMS: Readonly<Record<Signer, string>> = {
  service: 'RS256',
  stranger: 'RS256',
  nobody: 'none',
  public: 'HS256',
}

function signature(signed: string, of: Signer): string {
  if (of === 'nobody') return ''
  if (of === 'public') {
    const known = publicKey.export({ format: 'pem', type: 'spki' })
    return createHmac('sha256', known).update(signed).digest('base64url')
  }
  const key = of === 'service' ? privateKey : strangersKey
  return sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')
}

function bearer(claims: Record<string, unknown>, of: Signer, head: Record<string, unknown>): string {
  const signed = `${base64({ alg: ALGORITHMS[of], typ: 'JWT', kid: 'key-1', ...head })}.${base64(claims)}`
  return `Bearer ${signed}.${signature(signed, of)}`
}

export async function aBotService(): Promise<BotService> {
  const posted: { path: string; text: string }[] = []
  const server = createServer((req, res) => {
    const answer = (body: unknown): void => {
      res.setHeader('content-type', 'application/json')
      res.end(JSON.stringify(body))
    }
    if (req.url === '/metadata') {
      return answer({
        issuer: 'https://api.botframework.com',
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (req.url === '/keys') {
      const { n, e, kty } = publicKey.export({ format: 'jwk' })
      return answer({
        keys: [{ kty, n, e, use: 'sig', kid: 'key-1', endorsements: ['directline', 'webchat', 'msteams'] }],
      })
    }
    let body = ''
    req.on('data', (part: Buffer) => (body += part.toString()))
    req.on('end', () => {
      if (req.url?.startsWith('/refused/')) {
        res.statusCode = 403
        return answer({})
      }
      posted.push({ path: req.url ?? '', text: (JSON.parse(body) as { text?: string }).text ?? '' })
      answer({ id: `reply-${posted.length}` })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const metadata = `${url}/metadata`
  return {
    url,
    posted,
    microsoftApp: {
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'a-password-for-the-tests',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: TENANT,
      ToChannelFromBotLoginUrl: 'https://login.invalid/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      CallerId: '',
      ValidateAuthority: 'true',
    },
    token(claims = {}, of = 'service', head = {}) {
      const now = Math.floor(Date.now() / 1000)
      const usual = {
        iss: 'https://api.botframework.com',
        aud: APP_ID,
        nbf: now - 60,
        exp: now + 600,
        serviceurl: SERVICE_URL,
      }
      return bearer({ ...usual, ...claims }, of, head)
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The address that callers claim: a real one of Bot Framework's, which is never called here. */
export const SERVICE_URL = 'https://directline.botframework.com/'
