import { one } from '../domain/told.ts'
import { isAgreement } from '../engine/flow.ts'
import type { Place } from '../engine/place.ts'
import { listedOn } from './listed.ts'
import { keepOrShow } from './keeper.ts'
import type { Keeper } from './keeper.ts'
import type { Message, Setting } from './message.ts'
import type { Scene } from './scene.ts'
import type { Log, Screen } from './screen.ts'
import { answerChoice } from './views/answers.ts'

/** The place as it is shown from now on, where that was asked for. It answers nothing: all else stays as it is. */
export const laidOut = (place: Place, { said }: Message): Place =>
  said.kind === 'layout' ? { ...place, layout: said.layout } : place

/** Keeps the layout where it became another one. A disk that takes nothing stands in nobody's way: it is shown all the same. */
export const keptLayout = async (
  setting: Setting,
  keeper: Keeper,
  place: Place,
  before: Place | undefined,
): Promise<'saved' | 'stale' | 'only-shown'> =>
  place.layout === before?.layout ? 'saved' : keepOrShow(setting, keeper, place, 'interruption')

/** Nothing stands around an emergency card, neither what was said before nor another way to show it. */
const ALONE = /^safety\//

/**
 * How the page shows this screen: in the layout that the person chose, with the way to the other one. `found`: the label
 * of something that an action found.
 */
export function layoutOf(
  scene: Scene,
  place: Place,
  found: (id: string) => string | undefined,
): Pick<Screen, 'layout' | 'otherLayout' | 'log'> {
  if (scene.channel !== 'web') return {}
  const { layout = 'question' } = place
  const isAlone = ALONE.test(place.at) || place.at === 'end'
  return {
    layout,
    ...(!isAlone && { otherLayout: layout === 'question' ? 'conversation' : 'question' }),
    ...(!isAlone && layout === 'conversation' && { log: logOf(scene, place, found) }),
  }
}

/** Whoever said that somebody may look on, now or at times, is not to have it all stand there. */
const isSeen = ({ told }: Scene): boolean =>
  ['someone', 'not-sure'].includes(one(told, 'screen') ?? '') ||
  ['yes', 'not-sure'].includes(one(told, 'others-may-see') ?? '')

/**
 * What a person's own list of answers would show, and no more: from there every one of them can be changed. What would be
 * sent says all of it itself, and must be read there.
 */
const logOf = (scene: Scene, place: Place, found: (id: string) => string | undefined): Log =>
  isSeen(scene)
    ? { entries: [], isHeldBack: true }
    : {
        entries: (isAgreement(scene.book.steps[place.at]) ? [] : listedOn(scene.book, place)).flatMap(
          (at) => {
            const answer = answerChoice(scene, at, found)
            if (!answer) return []
            const { id, label, hint } = answer
            return [{ at: id, asked: label, ...(hint !== undefined && { answered: hint }) }]
          },
        ),
        isHeldBack: false,
      }
