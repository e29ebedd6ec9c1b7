import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { httpGateways } from '../../src/adapters/gateway-http/index.ts'
import { localVault } from '../../src/adapters/vault-local/index.ts'
import { ROOT } from '../../src/content.ts'
import type { Referral } from '../../src/domain/referral.ts'
import { openDatabase } from '../../src/gateway/store/database.ts'
import { referralStore } from '../../src/gateway/store/referrals.ts'
import { aDesk, TOKEN } from '../gateway/a-desk.ts'
import { aHost } from '../host/a-host.ts'
import { inMemory } from '../support/memory.ts'
import { messagesVisitor } from './messages-visitor.ts'
import { play } from './play.ts'
import { readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

/** The referrals as a desk keeps them in its file, opened with its own key after it was closed. */
function storedIn(file: string, references: readonly string[]): readonly Referral[] {
  const db = openDatabase(file)
  try {
    const store = referralStore(db, localVault(Buffer.alloc(32, 7)))
    return references.flatMap((reference) => {
      const content = store.content(reference)
      return content && 'referral' in content ? [content.referral] : []
    })
  } finally {
    db.close()
  }
}

/** A note to take away is made on the page alone. */
const isForChats = ({ visits }: Journey): boolean => visits.flat().every((step) => step.choose !== 'note')

describe('A journey over Bot Framework, typed in numbers and words, with a desk of its own:', function () {
  this.timeout(30_000)
  for (const journey of readJourneys(join(ROOT, 'test', 'conversations')).filter(isForChats)) {
    it(journey.title, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'haven-journey-'))
      const file = join(folder, 'gateway.db')
      const now = journey.now === undefined ? undefined : new Date(journey.now)
      const memory = inMemory(now)
      const { clock } = memory.setting
      const desk = await aDesk({ file, now: () => clock.now() })
      const url = journey.gateway === 'up' ? desk.url : 'http://127.0.0.1:1'
      const gateways = httpGateways(() => ({ url, token: TOKEN }), { now: () => clock.now() })
      const { setting, sent } = watched({ ...memory.setting, gateways })
      const host = await aHost({}, {}, Object.assign(memory, { setting }))
      try {
        const visitor = messagesVisitor({ host, channel: journey.channel, language: journey.language })
        const played = await play(journey, visitor, sent)
        expect(played.failures).to.deep.equal([])
      } finally {
        await host.stop()
        await desk.stop()
      }
      const chosen = journey.visits.flat().map((step) => step.choose)
      const withdrawn = chosen.includes('take-back')
      const stored = storedIn(
        file,
        sent.received.map((referral) => referral.reference),
      )
      rmSync(folder, { recursive: true })
      if (chosen.includes('stop-all'))
        for (const { contact, consent } of stored)
          expect([Object.keys(contact), consent.narrowed?.stopped]).to.deep.equal([['if_unreachable'], 'all'])
      else if (!withdrawn) expect(stored).to.deep.equal(sent.received)
    })
  }
})
