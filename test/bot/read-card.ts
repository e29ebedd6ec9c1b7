import type { Activity } from 'botbuilder'

/** A part of a card, as a client reads it. */
export interface CardPart {
  readonly type: string
  readonly [name: string]: unknown
}

/** Something to press on a card. */
export interface CardButton {
  readonly title: string
  readonly data: unknown
  readonly associatedInputs?: string
}

/** A box on a card to write in, or a list to tick. */
export interface CardInput extends CardPart {
  readonly id: string
  readonly label?: string
  readonly errorMessage?: string
  readonly choices?: readonly { readonly title: string; readonly value: string }[]
}

type Sent = Partial<Activity> | undefined

/** The card of a message, if it has one. */
export const cardIn = (activity: Sent): CardPart | undefined =>
  activity?.attachments?.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')
    ?.content as CardPart | undefined

/** Every part of a card, in reading order. */
export function partsIn(card: CardPart | undefined): readonly CardPart[] {
  const inner = [card?.body, card?.items, card?.columns, card?.inlines].flatMap((list) =>
    Array.isArray(list) ? (list as CardPart[]) : [],
  )
  return inner.flatMap((part) => [part, ...partsIn(part)])
}

export const buttonsIn = (activity: Sent): readonly CardButton[] =>
  partsIn(cardIn(activity)).flatMap(({ actions }) => (actions as CardButton[] | undefined) ?? [])

export const inputsIn = (activity: Sent): readonly CardInput[] =>
  partsIn(cardIn(activity)).filter((part): part is CardInput => part.type.startsWith('Input.'))

/** Everything that a person reads in a message, a line each, in order: its text, or its card. */
export function readIn(activity: Sent): string {
  const card = cardIn(activity)
  const lines = partsIn(card).flatMap((part): readonly unknown[] => {
    const choices = (part.choices ?? []) as { readonly title: string }[]
    const actions = (part.actions ?? []) as CardButton[]
    return [part.text, part.label, ...choices.map(({ title }) => title), ...actions.map(({ title }) => title)]
  })
  return [activity?.text, ...lines]
    .filter((line): line is string => typeof line === 'string' && line !== '')
    .map((line) => line.replaceAll('\u2060', ''))
    .join('\n')
}
