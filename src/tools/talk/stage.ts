import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '../../assemble.ts'
import type { Content } from '../../content.ts'
import type { Message, Reply, Setting } from '../../conversation/converse.ts'
import { converse } from '../../conversation/converse.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Referral } from '../../domain/referral.ts'
import type { Understanding } from '../../ports/understanding.ts'
import { deskServer } from './desk-server.ts'

/** How one conversation is staged. */
export interface Staging {
  readonly content: Content
  readonly channel: Channel
  readonly language: string
  readonly gatewayUp: boolean
  /** The clock stands still here. Absent: the machine's. */
  readonly now?: Date
  /** Who makes sense of what is written. Absent: phrases and the recogniser, as it runs in earnest. */
  readonly understanding?: Understanding
}

/** One person's conversation with a Haven of their own. */
export interface Talk {
  say(said: Message['said']): Promise<Reply>
  /** What the desk confirmed, in order. */
  readonly received: readonly Referral[]
  /** What was kept to be sent, in order, whether or not the desk has it. */
  readonly kept: readonly Referral[]
  /** Leaves nothing: no server, no folder. */
  close(): Promise<void>
}

/** Assembles a whole Haven in a temporary folder, as it runs in earnest but for the host and its channels. */
export async function stage(staging: Staging): Promise<Talk> {
  const { content, channel, language, now } = staging
  const folder = mkdtempSync(join(tmpdir(), 'haven-talk-'))
  const server = await deskServer(() => (staging.gatewayUp ? haven.desk : undefined))
  const haven = await assemble({
    content,
    dataFolder: folder,
    key: undefined,
    production: false,
    ownAddress: () => server.address,
    publicUrl: () => server.address,
    gatewayToken: undefined,
    // The desk prints a link for signing in; nobody works at this one.
    print: () => undefined,
    ...(now && { clock: { now: () => now } }),
  })
  const received: Referral[] = []
  const kept: Referral[] = []
  const { understanding = haven.setting.understanding } = staging
  const setting = watched({ ...haven.setting, understanding }, received, kept)
  let version: number | undefined
  return {
    received,
    kept,
    async say(spoken) {
      // Texting has no greeting: whoever comes writes first.
      const isHello = channel === 'sms' && spoken.kind === 'open'
      const said: Message['said'] = isHello ? { kind: 'typed', text: 'hello' } : spoken
      const seen = version === undefined ? {} : { version }
      const reply = await converse(setting, { conversation: 'the person', channel, language, said, ...seen })
      version = reply.version
      return reply
    },
    async close() {
      await haven.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same setting, remembering every referral that is kept and every one that a gateway confirms. */
function watched(setting: Setting, received: Referral[], kept: Referral[]): Setting {
  return {
    ...setting,
    referrals: {
      ...setting.referrals,
      async keep(referral, secret, now) {
        const result = await setting.referrals.keep(referral, secret, now)
        if (result === 'kept') kept.push(referral)
        return result
      },
    },
    gateways: {
      of(area) {
        const gateway = setting.gateways.of(area)
        if (!gateway) return undefined
        return {
          ...gateway,
          async send(referral) {
            const answer = await gateway.send(referral)
            if (answer.result === 'received') received.push(referral)
            return answer
          },
        }
      },
    },
  }
}
