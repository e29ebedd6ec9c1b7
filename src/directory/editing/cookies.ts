import { staffCookies } from '../../staff/cookies.ts'
import { ROOT_PATH } from './root-path.ts'

/** The cookies of the editors' pages. */
export const COOKIES = staffCookies({
  path: ROOT_PATH,
  session: 'haven_directory',
  language: 'directory_lang',
  // A working day, as long as a session lasts in the store.
  sessionSeconds: 8 * 60 * 60,
})
