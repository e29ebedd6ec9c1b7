import type { Action } from './action.ts'
import { askWord } from './ask-word.ts'
import { carryOn } from './carry-on.ts'
import { checkUrgent } from './check-urgent.ts'
import { checkWord } from './check-word.ts'
import { chooseContact } from './choose-contact.ts'
import { chooseDetail } from './choose-detail.ts'
import { chooseDoor } from './choose-door.ts'
import { chooseNeeds } from './choose-needs.ts'
import { chooseRoute } from './choose-route.ts'
import { chooseSafetyQuestions } from './choose-safety-questions.ts'
import { findBehaviourServices } from './find-behaviour-services.ts'
import { findNames } from './find-names.ts'
import { findNear } from './find-near.ts'
import { findPlace } from './find-place.ts'
import { findServices } from './find-services.ts'
import { knowPlace } from './know-place.ts'
import { listAnswers } from './list-answers.ts'
import { listLines } from './list-lines.ts'
import { lookUpReferral } from './look-up-referral.ts'
import { makeCode } from './make-code.ts'
import { makeNote } from './make-note.ts'
import { makeSafer } from './make-safer.ts'
import { nextContact } from './next-contact.ts'
import { offerNote } from './offer-note.ts'
import { openCode } from './open-code.ts'
import { prepareReferral } from './prepare-referral.ts'
import { releaseCode } from './release-code.ts'
import { sendReferral } from './send-referral.ts'
import { settleCrimes } from './settle-crimes.ts'
import { settlePlace } from './settle-place.ts'
import { withdrawReferral } from './withdraw-referral.ts'
import { understand } from './understand.ts'
import { wake } from './wake.ts'

const ALL: readonly Action[] = [
  chooseRoute,
  chooseDoor,
  understand,
  settleCrimes,
  checkUrgent,
  knowPlace,
  findPlace,
  settlePlace,
  findServices,
  findNear,
  findBehaviourServices,
  findNames,
  chooseDetail,
  chooseContact,
  chooseNeeds,
  nextContact,
  chooseSafetyQuestions,
  prepareReferral,
  listLines,
  listAnswers,
  makeCode,
  releaseCode,
  openCode,
  carryOn,
  askWord,
  checkWord,
  wake,
  sendReferral,
  lookUpReferral,
  makeSafer,
  offerNote,
  makeNote,
  withdrawReferral,
]

/** Every action by its name: what flows may do. */
export const ACTIONS: Readonly<Record<string, Action>> = Object.fromEntries(
  ALL.map((action) => [action.name, action]),
)
