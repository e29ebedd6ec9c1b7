import { join } from 'node:path'
import { sendDue } from '../../actions/send-due.ts'
import { httpGateways } from '../../adapters/gateway-http/index.ts'
import { openKeys } from '../../adapters/vault-local/index.ts'
import { openDatabase } from '../../gateway/store/database.ts'
import { referralStore } from '../../gateway/store/referrals.ts'
import { agreementIn } from './agreement.ts'
import { openKeptBy } from './kept.ts'
import { portsOf } from './people.ts'
import { clockOf, DESK_FILE, RING, TOKEN, type StorePlace } from './setting.ts'
import { secretOf } from './told.ts'
import type { AtDesk } from './verdict.ts'

/** So many lives later: every lease, pause and rest is over. */
const LATER = 10_000
/** Each pass sends whatever is due; after a few of them only what cannot be sent is left. */
const PASSES = 5

/** How many look up at once where theirs stands: each look is written down, and waits for the disk. */
const TOGETHER = 16

/** What is left in the bot's store when nothing is killed any more and everything was sent. */
export interface LeftWithBot {
  readonly waiting: number
  /** How each referral stands that opens by its reference and secret. */
  readonly opened: ReadonlyMap<string, string>
}

/** Does what is left as a Haven that is not killed would, far later. */
export async function finish(
  place: StorePlace,
  gatewayUrl: string,
  began: number,
  references: readonly string[],
): Promise<LeftWithBot> {
  const { referrals, close } = await openKeptBy(place)
  const gateways = httpGateways(() => ({ url: gatewayUrl, token: TOKEN }))
  try {
    for (let pass = 1; pass <= PASSES; pass += 1) {
      const clock = clockOf({ began, life: pass * LATER })
      const ports = portsOf({ referrals, gateways, clock, draw: Math.random })
      await sendDue({ ...ports, alarms: { raise: () => undefined } })
    }
    const opened = new Map<string, string>()
    const now = clockOf({ began, life: PASSES * LATER }).now()
    const left = [...references]
    const openSome = async (): Promise<void> => {
      for (let reference = left.pop(); reference !== undefined; reference = left.pop()) {
        const found = await referrals.open(reference, secretOf(reference), now)
        if (found.result === 'opened') opened.set(reference, found.kept.sending)
      }
    }
    await Promise.all(Array.from({ length: TOGETHER }, openSome))
    const backlog = await referrals.backlog()
    return { waiting: backlog.reduce((sum, area) => sum + area.waiting + area.stuck, 0), opened }
  } finally {
    await close()
  }
}

const AT_ONCE = 500

/** What the gateway has in its file. Nobody may have it open. */
export function deskIn(folder: string): ReadonlyMap<string, AtDesk> {
  const keys = openKeys(folder, RING)
  const db = openDatabase(join(folder, DESK_FILE))
  try {
    const store = referralStore(db, keys.contents.vault)
    const found = new Map<string, AtDesk>()
    for (let cursor = 0, more = true; more;) {
      const step = store.changes('haven', cursor, AT_ONCE)
      for (const { reference, status } of step.standings) {
        const content = store.content(reference)
        const history = store
          .history(reference)
          .map((change) => change.status)
          .toReversed()
        const agreement = content?.result === 'read' ? agreementIn(content.referral) : undefined
        found.set(reference, { status, history, ...(agreement !== undefined && { agreement }) })
      }
      ;({ cursor, more } = step)
    }
    return found
  } finally {
    db.close()
    keys.close()
  }
}
