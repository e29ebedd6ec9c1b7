import { matchServices, type MatchInput } from '../../src/domain/match.ts'
import type { Service } from '../../src/domain/service.ts'
import { service } from './services.ts'

/** Matching for somebody in Stafford after domestic abuse, on a Tuesday at noon, with what the test is about changed. */
export const context = { now: new Date('2026-11-24T12:00Z'), bankHolidays: new Set<string>() }
export const stafford: MatchInput = {
  crimes: ['domestic_abuse'],
  needs: [],
  council: 'E07000197',
  force: 'staffordshire',
  country: 'England',
}
export const match = (services: readonly Service[], input: Partial<MatchInput> = {}) =>
  matchServices({ ...stafford, ...input }, services, context)
export const ids = (services: readonly Service[], input: Partial<MatchInput> = {}) =>
  match(services, input).map(({ id }) => id)
export const only = (change: Partial<Service>, input: Partial<MatchInput> = {}) =>
  match([service('one', change)], input)[0]
