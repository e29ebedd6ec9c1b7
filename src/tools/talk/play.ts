import type { Content } from '../../content.ts'
import type { Message, Reply } from '../../conversation/converse.ts'
import type { Screen } from '../../conversation/screen.ts'
import { isUnasked } from '../../conversation/texts.ts'
import type { Channel } from '../../domain/channel.ts'
import { differences } from './compare.ts'
import type { Script, ScriptStep } from './script.ts'
import { stepsOn } from './script.ts'
import type { Show } from './show.ts'
import { showing } from './show.ts'
import { stage } from './stage.ts'
import type { Talk } from './stage.ts'

/** A script that was played: the conversation as it went, and what did not go as the script says. */
export interface Played {
  readonly transcript: readonly string[]
  readonly failures: readonly string[]
}

/** Plays a script against a whole Haven of its own. It stops at the first step that goes wrong. */
export async function play(script: Script, content: Content): Promise<Played> {
  const { channel, language, now } = script
  const gatewayUp = script.gateway === 'up'
  const talk = await stage({
    content,
    channel,
    language,
    gatewayUp,
    ...(now !== undefined && { now: new Date(now) }),
  })
  try {
    return await played(script, talk, {
      shown: showing(content.words, channel),
      whole: showing(content.words, 'web'),
      isUnasked: (reply) =>
        channel === 'sms' && isUnasked(reply, (key) => content.words.text(reply.screen.language, key) ?? key),
    })
  } finally {
    await talk.close()
  }
}

/** How a screen is shown in the transcript, and all that stands on it. */
interface Shows {
  readonly shown: Show
  readonly whole: Show
  readonly isUnasked: (reply: Reply) => boolean
}

async function played(
  script: Script,
  talk: Talk,
  { shown, whole, isUnasked: isStillUnasked }: Shows,
): Promise<Played> {
  const transcript: string[] = []
  let reply = await talk.say({ kind: 'open' })
  const show = (): void => {
    transcript.push('', shown(reply))
  }
  show()
  for (const [index, step] of stepsOn(script.steps, script.channel).entries()) {
    const which = `step ${index + 1}, at ${reply.screen.at}`
    const before = wrongBefore(step, reply.screen, whole(reply))
    if (before.length > 0) return { transcript, failures: before.map((what) => `${which}: ${what}`) }
    const said = saidIn(step, reply.screen, script.channel)
    if (said === undefined) continue
    transcript.push('', `> ${answerText(said)}`)
    let after = await talk.say(said)
    const wrong = wrongAfter(step, reply, after)
    // By text they read on until they are asked.
    while (isStillUnasked(after)) {
      transcript.push('', shown(after), '', '> more')
      after = await talk.say({ kind: 'typed', text: 'more' })
    }
    reply = after
    show()
    if (wrong !== undefined) return { transcript, failures: [`${which}: ${wrong}`] }
  }
  return { transcript, failures: wrongAtEnd(script, reply.screen, talk) }
}

function wrongBefore(step: ScriptStep, screen: Screen, text: string): readonly string[] {
  if (step.at !== undefined && step.at !== screen.at) return [`they should stand at ${step.at}`]
  const ids = choicesOf(screen)
  const chosen = [step.choose ?? []].flat()
  return [
    ...(step.sees ?? [])
      .filter((wanted) => !text.includes(wanted))
      .map((wanted) => `"${wanted}" is not on the screen`),
    ...(step.sees_not ?? [])
      .filter((wanted) => text.includes(wanted))
      .map((wanted) => `"${wanted}" is on the screen`),
    ...chosen
      .filter((id) => !ids.includes(id))
      .map((id) => `there is no "${id}" here; there are: ${ids.join(', ')}`),
  ]
}

/** Every id that can be chosen, in the order of the numbers. */
export const choicesOf = (screen: Screen): readonly string[] =>
  [...(screen.question?.items ?? []), ...(screen.question?.options ?? [])].map(({ id }) => id)

/** What the step says, the way its channel says it: there are no buttons in a text message, only numbers. */
function saidIn(step: ScriptStep, screen: Screen, channel: Channel): Message['said'] | undefined {
  if (step.type !== undefined) return { kind: 'typed', text: step.type }
  if (step.press !== undefined) return { kind: 'everywhere', word: step.press }
  if (step.change !== undefined) return { kind: 'change', at: step.change }
  if (step.choose === undefined) return undefined
  const options = [step.choose].flat()
  if (channel !== 'sms') return { kind: 'chosen', options }
  const ids = choicesOf(screen)
  return { kind: 'typed', text: options.map((option) => ids.indexOf(option) + 1).join(' and ') }
}

export const answerText = (said: Message['said']): string => {
  switch (said.kind) {
    case 'chosen':
      return `(${said.options.join(', ')})`
    case 'typed':
      return said.text
    case 'everywhere':
      return `/${said.word}`
    case 'change':
      return `/change ${said.at}`
    case 'language':
      return `/language ${said.language}`
    case 'layout':
      return `/layout ${said.layout}`
    case 'open':
      return ''
  }
}

/** An answer that was not taken leaves a note, and the person where they were. */
function wrongAfter(step: ScriptStep, before: Reply, after: Reply): string | undefined {
  const isRefused = after.screen.notes.length > 0 && after.screen.at === before.screen.at
  if (isRefused && step.refused === undefined)
    return `the answer was not taken: ${after.screen.notes.map(({ text }) => text).join(' ')}`
  if (!isRefused && step.refused === true) return `the answer was taken, and leads to ${after.screen.at}`
  return undefined
}

function wrongAtEnd(script: Script, screen: Screen, talk: Talk): readonly string[] {
  const place = script.ends_at
  const [received, kept] = [talk.received.at(-1), talk.kept.at(-1)]
  const all = script.gateway === 'up' ? talk.received : talk.kept
  const referral = script.gateway === 'up' ? received : kept
  const sent =
    script.referral && (referral ? differences(script.referral, referral) : ['no referral was made'])
  return [
    ...(place === undefined || place === screen.at
      ? []
      : [`they should end at ${place}, and stand at ${screen.at}`]),
    ...(sent ?? []).map((what) => `the referral: ${what}`),
    ...(script.referral && new Set(all.map(({ reference }) => reference)).size > 1
      ? ['more than one referral was made']
      : []),
    ...(script.no_referral && talk.kept.length > 0 ? ['a referral was kept, and none should be'] : []),
  ]
}
