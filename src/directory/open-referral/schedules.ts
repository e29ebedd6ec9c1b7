import type { Hours, Service } from '../../domain/service.ts'
import { given } from './given.ts'
import { uuidFrom } from './ids.ts'

const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU'
const BANK_HOLIDAYS = {
  open: 'Open on bank holidays.',
  closed: 'Closed on bank holidays.',
  unknown: 'It is not known whether it opens on bank holidays.',
}

/**
 * Opening hours as Open Referral has them, in London's time: it has no day without an end, so 24:00 becomes 23:59, and no
 * bank holidays, so they are said in `notes`. Exactly, they are under our own field `hours`.
 */
export const schedulesOf = (service: Service) =>
  (service.hours ?? []).map((hours, index) => ({
    id: uuidFrom(`schedule/${service.id}/${index}`),
    ...given(scheduleOf(hours)),
  }))

function scheduleOf(hours: Hours): Readonly<Record<string, unknown>> {
  if ('always' in hours)
    return {
      freq: 'WEEKLY',
      interval: 1,
      byday: EVERY_DAY,
      opens_at: '00:00',
      closes_at: '23:59',
      description: hours.text ?? '24 hours a day, 7 days a week',
    }
  if ('unknown' in hours) return { description: hours.text ?? 'Hours not known: check first' }
  if ('closed' in hours)
    return { valid_from: hours.date, valid_to: hours.date, description: 'Closed on this day' }
  if ('date' in hours)
    return {
      valid_from: hours.date,
      valid_to: hours.date,
      ...span(hours),
      description: 'Other hours than usual on this day',
    }
  return {
    freq: 'WEEKLY',
    interval: 1,
    byday: hours.byday.join(','),
    ...span(hours),
    description: hours.text,
    notes: BANK_HOLIDAYS[hours.bank_holidays],
  }
}

const span = ({ opens_at, closes_at }: { readonly opens_at: string; readonly closes_at: string }) => ({
  opens_at,
  closes_at: closes_at === '24:00' ? '23:59' : closes_at,
})
