/** The companies that carry texts for us; each has an adapter of its own. */
export const TEXT_PROVIDERS = ['twilio', 'notify'] as const
export type TextProvider = (typeof TEXT_PROVIDERS)[number]

/** One call of a provider to us, as it came. Header names are lower case. */
export interface TextCall {
  /** Path and query, as the provider called it behind any proxy. */
  readonly path: string
  readonly header: (name: string) => string | undefined
  readonly body: string
}

/** A text as a provider delivered it. */
export interface TextIn {
  /** The provider's own id: the same text delivered again has the same one. */
  readonly id: string
  /** Who sent it, as the provider writes it, and which number of ours it was sent to. */
  readonly from: string
  readonly to: string
  readonly text: string
  /** It carried pictures or sound, which are never fetched. */
  readonly hasMedia: boolean
  /** When the provider had it, where it says so: a call that is made again comes late. */
  readonly sentAt?: Date | undefined
  /** What the carrier itself has done on hearing it: it sends this number nothing more, or again. */
  readonly carrier?: 'stopped' | 'started' | undefined
}

/** What became of a text of ours, by the provider's id of it. */
export interface TextReceipt {
  readonly id: string
  /** `on-its-way` is not the last word. `stopped`: the number has opted out with the carrier. */
  readonly result: 'on-its-way' | 'delivered' | 'failed' | 'stopped'
}

/** What a call says. `refused`: it is not the provider's. `unreadable`: it is, and still makes no sense. */
export type TextNews =
  | { readonly kind: 'text'; readonly text: TextIn }
  | { readonly kind: 'receipt'; readonly receipt: TextReceipt }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreadable' }

/** A text that goes out. */
export interface TextOut {
  /** Ours, the same at every try: a provider that takes one is asked by it whether it has the text. */
  readonly key: string
  /** E.164. */
  readonly to: string
  /** The number of ours that they wrote to. */
  readonly from: string
  readonly text: string
}

/**
 * How one try went. `taken`: the provider has it, under `id`. `stopped`: the number has opted out. `refused`: it never
 * will be taken. `later`: it was surely not taken, for now. `unknown`: no answer came, so it may have been taken.
 */
export type TextSent =
  | { readonly result: 'taken'; readonly id: string }
  | { readonly result: 'stopped' | 'refused' | 'unknown' }
  | { readonly result: 'later'; readonly seconds?: number }

/** One provider of texts. Never throws for weather, follows no redirect, waits for a bounded time. */
export interface TextCarrier {
  readonly provider: TextProvider
  /** The body that ends a call of theirs which was taken: some send it on as a text unless it is the right one. */
  readonly answer: { readonly status: number; readonly type?: string; readonly body: string }
  /** Proves that a call is theirs, and reads it. Pure. */
  hear(call: TextCall): TextNews
  /** False: some of its letters would arrive as question marks. */
  canSay(text: string): boolean
  send(text: TextOut): Promise<TextSent>
  /**
   * Whether a text that was tried at `since` was taken although no answer came. `unknown`: it cannot be asked now. Two
   * texts may read alike, so `isAnother` tells the ids of those that are known to be taken.
   */
  find(
    text: TextOut,
    since: Date,
    isAnother: (id: string) => Promise<boolean>,
  ): Promise<TextSent & { readonly result: 'taken' | 'later' | 'unknown' }>
}
