import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { code } from './code.ts'
import { elsewhere, notOpened } from './elsewhere.ts'
import { hidden } from './hidden.ts'
import { note } from './note.ts'
import { deletion, force, goodbye, outcome, status, teamLines } from './outcome.ts'
import {
  behaviourLines,
  childLines,
  emergency,
  emergencyFirst,
  helpLines,
  lines,
  safeguardingLines,
} from './people.ts'
import { nearServices, services } from './services.ts'
import { textsStay } from './texts-stay.ts'
import { urgent } from './urgent.ts'
import { chosenCrimes, names, proposed, review, secret } from './told.ts'

/** Every view that a step may `show`, by its name. */
export const VIEWS: Readonly<Record<string, (scene: Scene) => readonly Block[]>> = {
  emergency,
  'emergency-first': emergencyFirst,
  lines,
  'help-lines': helpLines,
  'child-lines': childLines,
  'safeguarding-lines': safeguardingLines,
  'behaviour-lines': behaviourLines,
  proposed,
  'chosen-crimes': chosenCrimes,
  names,
  secret,
  code,
  review,
  services,
  'near-services': nearServices,
  outcome,
  status,
  note,
  'team-lines': teamLines,
  deletion,
  force,
  urgent,
  goodbye,
  hidden,
  elsewhere,
  'not-opened': notOpened,
  'texts-stay': textsStay,
}
