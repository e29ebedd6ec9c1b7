/** Where a CLU project is published, and the key to it. */
export interface CluSettings {
  /** The address of the Azure AI Language resource. HTTPS, or this same machine. */
  readonly endpoint: string
  readonly key: string
  readonly project: string
  readonly deployment: string
}

/** Why nothing came of a question, without a word of it. */
export class CluSilence extends Error {
  /** The HTTP status; undefined when there was no answer. */
  readonly status: number | undefined
  /** How long the service asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined
  constructor(status?: number, retryAfterMs?: number) {
    super(status === undefined ? 'CLU did not answer' : `CLU answered ${status}`)
    this.name = 'CluSilence'
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/** Asks CLU about one part of a text, once. */
export interface CluClient {
  /** What the service replied, not yet believed. Rejects with `CluSilence` and nothing else. */
  ask(text: string, language: string, signal: AbortSignal): Promise<unknown>
  /** Loads Microsoft's package, which takes a fifth of a second, before anybody waits for it. */
  warm(): void
}

/** The newest version of the API that is not a preview; the package itself would ask for a preview of 2022. */
const API_VERSION = '2023-04-01'

/** The client over Microsoft's own package. It follows no redirect and does not try again: we do, within our time. */
export function cluClient(settings: CluSettings): CluClient {
  let loaded: ReturnType<typeof connect> | undefined
  const client = (): ReturnType<typeof connect> => (loaded ??= connect(settings))
  return {
    warm: () => void client().catch(() => (loaded = undefined)),
    async ask(text, language, abortSignal) {
      try {
        const connected = await client()
        return await connected.analyzeConversation(taskOf(settings, text, language), { abortSignal })
      } catch (error) {
        throw silence(error)
      }
    },
  }
}

async function connect({ endpoint, key }: CluSettings) {
  const { AzureKeyCredential, ConversationAnalysisClient } = await import('@azure/ai-language-conversations')
  return new ConversationAnalysisClient(endpoint.replace(/\/+$/, ''), new AzureKeyCredential(key), {
    apiVersion: API_VERSION,
    allowInsecureConnection: isLocal(endpoint),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  })
}

const isLocal = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(endpoint)?.hostname ?? '')

/** The ids are the same for everybody: a conversation cannot be followed from one question to the next. */
const taskOf = ({ project, deployment }: CluSettings, text: string, language: string) => ({
  kind: 'Conversation' as const,
  analysisInput: {
    conversationItem: { id: '1', participantId: '1', modality: 'text' as const, language, text },
  },
  parameters: {
    projectName: project,
    deploymentName: deployment,
    // All of the intents, not only the first.
    verbose: true,
    // The service keeps what it is asked otherwise, for people to read.
    isLoggingEnabled: false,
    stringIndexType: 'Utf16CodeUnit' as const,
  },
})

/** The package's errors carry the request, and in it the text: none of them goes further than this. */
function silence(error: unknown): CluSilence {
  const { statusCode, response } = error as {
    readonly statusCode?: unknown
    readonly response?: { readonly headers?: { get?(name: string): string | undefined } }
  }
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN)
  return new CluSilence(
    typeof statusCode === 'number' ? statusCode : undefined,
    Number.isFinite(seconds) ? seconds * 1_000 : undefined,
  )
}
