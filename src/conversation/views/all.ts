import type { Scene } from '../scene.ts'
import type { Block } from '../screen.ts'
import { force, goodbye, outcome, status } from './outcome.ts'
import {
  behaviourLines,
  childLines,
  emergency,
  emergencyFirst,
  helpLines,
  lines,
  safeguardingLines,
} from './people.ts'
import { services } from './services.ts'
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
  review,
  services,
  outcome,
  status,
  force,
  urgent,
  goodbye,
}
