import { staffCookies } from '../../staff/cookies.ts'
import { SESSION_SECONDS } from '../store/staff.ts'

/** The cookies of the desk. */
export const COOKIES = staffCookies({
  path: '/gateway',
  session: 'haven_desk',
  language: 'desk_lang',
  sessionSeconds: SESSION_SECONDS,
})
