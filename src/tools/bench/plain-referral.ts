import { createHash } from 'node:crypto'
import type { Referral } from '../../domain/referral.ts'

/** The least that a gateway takes, with an account that can be told again. */
export function plainReferral(reference: string, account: string, made: Date): Referral {
  const at = made.toISOString()
  return {
    version: 1,
    reference,
    made_at: at,
    language: 'en',
    area: 'staffordshire',
    recipient: { id: 'gateway', name: 'The gateway' },
    sample: true,
    notices: [],
    acting_as: 'me',
    name: 'Sam',
    age_band: '18-plus',
    crimes: ['burglary'],
    account,
    place: { council: 'E07000197', council_name: 'Stafford' },
    needs: ['safety'],
    contact: { if_unreachable: 'stop' },
    consent: {
      recipient: 'gateway',
      payload_digest: createHash('sha256').update(account).digest('hex'),
      wording: '1',
      language: 'en',
      agreed_at: at,
    },
  }
}
