import type { Action } from './action.ts'
import { checkUrgent } from './check-urgent.ts'
import { chooseContact } from './choose-contact.ts'
import { chooseNeeds } from './choose-needs.ts'
import { chooseRoute } from './choose-route.ts'
import { chooseSafetyQuestions } from './choose-safety-questions.ts'
import { findBehaviourServices } from './find-behaviour-services.ts'
import { findNames } from './find-names.ts'
import { findPlace } from './find-place.ts'
import { findServices } from './find-services.ts'
import { knowPlace } from './know-place.ts'
import { listLines } from './list-lines.ts'
import { lookUpReferral } from './look-up-referral.ts'
import { nextContact } from './next-contact.ts'
import { prepareReferral } from './prepare-referral.ts'
import { sendReferral } from './send-referral.ts'
import { settleCrimes } from './settle-crimes.ts'
import { settlePlace } from './settle-place.ts'
import { withdrawReferral } from './withdraw-referral.ts'
import { understand } from './understand.ts'

const ALL: readonly Action[] = [
  chooseRoute,
  understand,
  settleCrimes,
  checkUrgent,
  knowPlace,
  findPlace,
  settlePlace,
  findServices,
  findBehaviourServices,
  findNames,
  chooseContact,
  chooseNeeds,
  nextContact,
  chooseSafetyQuestions,
  prepareReferral,
  listLines,
  sendReferral,
  lookUpReferral,
  withdrawReferral,
]

/** Every action by its name: what flows may do. */
export const ACTIONS: Readonly<Record<string, Action>> = Object.fromEntries(
  ALL.map((action) => [action.name, action]),
)
