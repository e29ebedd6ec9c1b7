import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Answer } from './answers.ts'
import { areaListing, bearerOf, callerBy, mayComeFrom, originOf, type OpenArea } from './callers.ts'
import type { Conversation } from './conversation.ts'
import type { Conversations } from './conversations.ts'
import { BASE } from './paths.ts'
import { readJson } from './read-json.ts'
import { beginSchema, generateSchema, LARGEST_BODY, postedSchema } from './shapes.ts'
import { LIFETIME_SECONDS, type Claims, type Tokens } from './tokens.ts'

/** What the routes work with. */
export interface Desk {
  readonly conversations: Conversations
  readonly tokens: Tokens
  readonly areas: readonly OpenArea[]
  /** The area whose secret this is. */
  readonly areaOf: (secret: string) => string | undefined
  /** Whether this caller may begin one more conversation now. */
  readonly mayBegin: (req: IncomingMessage) => boolean
  /** Where streams are, without a slash at its end. */
  readonly publicUrl: () => string
  readonly now: () => Date
}

/** Answers one request; `gone` when nobody is there to be answered. */
export type Route = (desk: Desk, req: IncomingMessage, id: string) => Promise<Answer | 'gone'>

/** The largest body of those that say hardly anything. */
const SMALL = 4 * 1024

/**
 * `POST /tokens/generate`: a token for a conversation that is yet to begin. For whoever has an area's secret, or for a
 * browser on a site that an area lists: the conversation is open to anybody, so a secret on a page would be none.
 */
export const generate: Route = async (desk, req) => {
  const [secret, origin] = [bearerOf(req), originOf(req)]
  const area = secret === '' ? listed(desk, origin) : desk.areaOf(secret)
  if (area === undefined) return secret === '' ? 'elsewhere' : 'unknown'
  // Whoever reads a page could read a secret on it.
  if (secret !== '' && origin !== undefined) return 'elsewhere'
  if (!desk.mayBegin(req)) return 'too-many'
  const body = await readJson(req, SMALL, generateSchema)
  if (typeof body === 'string') return body
  const user = body.value.user?.id ?? undefined
  const site = secret === '' ? origin : undefined
  const conv = randomBytes(16).toString('base64url')
  const more = { ...(site !== undefined && { site }), ...(user !== undefined && { user }) }
  const token = desk.tokens.make({ conv, area, ...more }, desk.now())
  return { status: 200, body: tokenBody(conv, token) }
}

const listed = ({ areas }: Desk, origin: string | undefined): string | undefined =>
  origin === undefined ? undefined : areaListing(areas, origin)?.id

/** `POST /tokens/refresh`: the same token for longer. */
export const refresh: Route = async (desk, req) => {
  const caller = callerBy(req, desk)
  if (typeof caller === 'string') return caller
  const { claims } = caller
  if (desk.conversations.open(claims.conv)?.isOver()) return 'ended'
  const token = desk.tokens.renew(claims, desk.now())
  return token === undefined ? 'expired' : { status: 200, body: tokenBody(claims.conv, token) }
}

const tokenBody = (conversationId: string, token: string): object => ({
  conversationId,
  token,
  expires_in: LIFETIME_SECONDS,
})

/** `POST /conversations`: begins the conversation of the token, and greets. */
export const begin: Route = async (desk, req) => {
  const caller = callerBy(req, desk)
  if (typeof caller === 'string') return caller
  const { claims } = caller
  if (desk.conversations.open(claims.conv) === undefined && !desk.mayBegin(req)) return 'too-many'
  const body = await readJson(req, SMALL, beginSchema)
  if (typeof body === 'string') return body
  const begun = await desk.conversations.begin(claims.conv, body.value.locale ?? undefined)
  if (begun === 'full') return 'full'
  return { status: begun.isNew ? 201 : 200, body: opened(desk, claims, begun.found, undefined) }
}

/** `GET /conversations/{id}`: a new stream, and only what the client has not seen. */
export const resume: Route = (desk, req, id) =>
  inConversation(desk, req, id, async (claims, conversation) => {
    const watermark = watermarkIn(req)
    conversation.acknowledge(watermark)
    if (desk.conversations.open(id) === undefined) return 'ended'
    return { status: 200, body: opened(desk, claims, conversation, watermark) }
  })

/** `GET /conversations/{id}/activities`: for clients that ask again and again. */
export const poll: Route = (desk, req, id) =>
  inConversation(desk, req, id, async (_claims, conversation) => {
    const watermark = watermarkIn(req)
    conversation.acknowledge(watermark)
    if (desk.conversations.open(id) === undefined) return 'ended'
    return { status: 200, body: conversation.read(watermark) }
  })

/** `POST /conversations/{id}/activities`: answered when the conversation has answered. */
export const post: Route = (desk, req, id) =>
  inConversation(desk, req, id, async (claims, conversation) => {
    const body = await readJson(req, LARGEST_BODY, postedSchema)
    if (typeof body === 'string') return body
    const { user } = claims
    const posted = user === undefined ? body.value : { ...body.value, from: { ...body.value.from, id: user } }
    const taken = await conversation.take(posted)
    if (taken === 'over') return 'ended'
    return taken === 'too-many' ? taken : { status: 200, body: taken }
  })

async function inConversation(
  desk: Desk,
  req: IncomingMessage,
  id: string,
  work: (claims: Claims, conversation: Conversation) => Promise<Answer | 'gone'>,
): Promise<Answer | 'gone'> {
  const caller = callerBy(req, desk)
  if (typeof caller === 'string') return caller
  if (caller.claims.conv !== id) return 'not-yours'
  const conversation = await desk.conversations.find(id)
  return conversation ? work(caller.claims, conversation) : 'ended'
}

function opened(
  desk: Desk,
  claims: Claims,
  { tickets }: Conversation,
  watermark: string | undefined,
): object {
  const { areas, now } = desk
  // Programs that are no browser name no site, and could name any.
  const mayCome = (origin: string | undefined): boolean =>
    origin === undefined ? claims.site === undefined : mayComeFrom(areas, claims, origin)
  const ticket = tickets.issue({ watermark, mayCome }, now())
  const base = desk.publicUrl().replace(/^http/, 'ws')
  const token = desk.tokens.renew(claims, now())
  return {
    conversationId: claims.conv,
    ...(token !== undefined && { token, expires_in: LIFETIME_SECONDS }),
    streamUrl: `${base}${BASE}/conversations/${claims.conv}/stream?t=${ticket}`,
  }
}

const watermarkIn = (req: IncomingMessage): string | undefined =>
  new URLSearchParams((req.url ?? '').split('?')[1]).get('watermark') ?? undefined
