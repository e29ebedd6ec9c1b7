import { expect } from 'chai'
import { lookUpReferral } from '../../src/actions/look-up-referral.ts'
import type { Asking } from '../../src/actions/action.ts'
import { sceneAt } from '../../src/conversation/scene.ts'
import { status } from '../../src/conversation/views/outcome.ts'
import { newPlace } from '../../src/engine/place.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import type { KeptReferral } from '../../src/ports/referrals.ts'
import { NOWHERE } from '../support/here.ts'
import { inMemory } from '../support/memory.ts'

type Standing = Awaited<ReturnType<Gateway['status']>>
const AT = new Date('2026-11-24T09:00:00Z')
const ASKING: Asking = {
  answers: { 'track-reference': 'LARK 472', 'track-secret': 'one two three' },
  found: {},
  language: 'en',
  channel: 'web',
  asked: [],
  askedFirst: {},
  here: NOWHERE,
  agreed: {},
  wording: 'one',
}

/** What somebody reads who looks a referral up that we know this of, and the gateway that. */
async function shown(sending: KeptReferral['sending'], there: Standing): Promise<string> {
  const { setting } = inMemory()
  const kept: KeptReferral = { reference: 'LARK-472', area: 'staffordshire', sending, keptAt: AT }
  const { found = {} } = await lookUpReferral.run(ASKING, {
    ...setting,
    referrals: { ...setting.referrals, open: async () => ({ result: 'opened', kept }) },
    gateways: { of: (id) => ({ ...setting.gateways.of(id)!, status: async () => there }) },
  })
  const first = newPlace(setting.book, 'en')
  const trail = [{ kind: 'done', at: 'track/look', outcome: 'opened', found } as const]
  const scene = sceneAt(setting, { ...first, at: 'track/status', trail }, 'web')
  return status(scene)
    .flatMap((block) => ('text' in block && block.text !== undefined ? [block.text] : []))
    .join('\n')
}

describe('Where a referral stands', () => {
  it('is not "just now" where the gateway can never say more', async () => {
    expect(await shown('received', { result: 'unknown' })).to.include('We cannot see more from here.')
    expect(await shown('received', { result: 'unreachable' })).to.include('just now')
  })

  it('says what was agreed while that stands, and not of what was taken back or refused', async () => {
    for (const sending of ['waiting', 'received', 'stuck'] as const)
      expect(await shown(sending, { result: 'unreachable' }), sending).to.include('You agreed to send this')
    for (const sending of ['withdrawn', 'refused'] as const)
      expect(await shown(sending, { result: 'unreachable' }), sending).to.not.include('You agreed')
  })
})
