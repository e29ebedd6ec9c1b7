import type { Service } from '../../src/domain/service.ts'

/** A whole, showable record for tests, with what the test is about changed. */
export const service = (id: string, change: Partial<Service> = {}): Service => ({
  id,
  name: id,
  kind: 'support',
  status: 'active',
  gender: 'any',
  crimes: ['*'],
  needs: [],
  where: { countries: ['England', 'Wales'] },
  phones: [{ number: '0808 168 9111' }],
  hours: null,
  languages: ['en'],
  referral: 'self',
  confidence: 'high',
  show_in_demo: true,
  info_checked_on: null,
  collected_on: '2026-11-22',
  sources: [{ url: 'https://example.org', kind: 'owner' }],
  ...change,
})
