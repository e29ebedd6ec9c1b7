import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, Response, Server } from 'restify'
import type { TextCall, TextProvider } from '../ports/texts.ts'
import { sendProblem } from './answers.ts'
import { readText } from './read-text.ts'

/** Takes one call of a provider of texts; resolves with what to answer. Never throws. */
export interface TextCalls {
  take(
    provider: TextProvider,
    call: TextCall,
  ): Promise<{ readonly status: number; readonly type?: string; readonly body?: string }>
}

/** The largest call, in bytes: 1,600 characters with everything around them, encoded as a form. */
const LARGEST_CALL = 32 * 1024

const TYPES: Readonly<Record<TextProvider, RegExp>> = {
  twilio: /^application\/x-www-form-urlencoded\b/i,
  notify: /^application\/json\b/i,
}

/** `POST /sms/<provider>` for texts, and `/receipts` below it for what became of ours. */
export function addTextRoutes(server: Server, texts: TextCalls): void {
  for (const provider of ['twilio', 'notify'] as const) {
    const take = async (req: Request, res: Response): Promise<void> => takeCall(texts, provider, req, res)
    server.post(`/sms/${provider}`, take)
    server.post(`/sms/${provider}/receipts`, take)
  }
}

async function takeCall(
  texts: TextCalls,
  provider: TextProvider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { headers } = req
  const isReadable = TYPES[provider].test(headers['content-type'] ?? '')
  if (!isReadable || (headers['content-encoding'] ?? 'identity') !== 'identity')
    return sendProblem(req, res, 415)
  const sent = await readText(req, LARGEST_CALL)
  if (!sent) return
  if ('status' in sent) return sendProblem(req, res, sent.status)
  const header = (name: string): string | undefined => headers[name]?.toString()
  const {
    status,
    type,
    body = '',
  } = await texts.take(provider, { path: req.url ?? '', header, body: sent.text })
  if (status >= 400) return sendProblem(req, res, status)
  res.writeHead(status, {
    ...(type !== undefined && { 'content-type': type }),
    'content-length': String(Buffer.byteLength(body)),
  })
  res.end(body)
}
