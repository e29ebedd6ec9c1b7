import type { Place } from '../../src/engine/place.ts'
import { inputsIn, readIn } from '../bot/read-card.ts'
import type { CardButton } from '../bot/read-card.ts'
import type { Memory } from '../support/memory.ts'
import type { Teams } from '../support/a-teams.ts'
import type { Visitor } from './play.ts'

interface Carried {
  readonly haven: {
    readonly options?: readonly string[]
    readonly everywhere?: string
    readonly change?: string
    readonly box?: string
  }
}

const carriedBy = ({ data }: CardButton): Carried['haven'] => (data as Carried).haven

/**
 * Somebody in Teams who only presses and fills in what the cards show. What has no button (leaving, another language) is
 * written. Where they stand is read from what the store keeps, since no card says it.
 */
export function teamsVisitor(teams: Teams, memory: Memory): Visitor {
  let isBegun = false
  const place = (): Place | undefined => [...memory.places.values()].at(-1)?.place as Place | undefined
  const button = (what: string, fits: (carried: Carried['haven']) => boolean): CardButton => {
    const found = teams.buttons().find((one) => fits(carriedBy(one)))
    if (found) return found
    throw new Error(
      `there is no ${what}; there are: ${teams
        .buttons()
        .map(({ title }) => title)
        .join(' | ')}`,
    )
  }
  const input = (id: string) => {
    const found = teams
      .last()
      .flatMap(inputsIn)
      .find((one) => one.id === id)
    if (found) return found
    throw new Error(`there is nothing called ${id} to fill in`)
  }
  const press = async (pressed: CardButton, inputs: Readonly<Record<string, string>> = {}): Promise<void> => {
    isBegun = true
    await teams.press(pressed, inputs)
  }
  return {
    open: () => teams.install(),
    async choose(ids) {
      const [id = ''] = ids
      const isTick = teams
        .last()
        .flatMap(inputsIn)
        .some(({ choices = [] }) => choices.some(({ value }) => value === encodeURIComponent(id)))
      if (!isTick) return press(button(`"${id}"`, ({ options }) => options?.[0] === id))
      const values = input('ticked').choices!.map(({ value }) => value)
      const ticked = ids.map(encodeURIComponent)
      const wrong = ticked.find((value) => !values.includes(value))
      if (wrong !== undefined) throw new Error(`there is no "${wrong}" to tick`)
      await press(
        button('tick', ({ box }) => box === 'ticked'),
        { ticked: ticked.join(',') },
      )
    },
    async type(text) {
      const hasBox = teams
        .last()
        .flatMap(inputsIn)
        .some(({ id }) => id === 'words')
      if (hasBox)
        return press(
          button('box', ({ box }) => box === 'words'),
          { words: text },
        )
      isBegun = true
      await teams.write(text)
    },
    async press(word) {
      isBegun = true
      const found = teams.buttons().find((one) => carriedBy(one).everywhere === word)
      if (found) return press(found)
      await teams.write(word.replace('-', ' '))
    },
    // A step that no row of the review names is named as the form of the page names it.
    change: (at) =>
      press(
        teams.buttons().find((one) => carriedBy(one).change === at) ?? {
          title: '',
          data: { haven: { change: at } },
        },
      ),
    screen: () => ({
      at: place()?.at ?? (isBegun ? 'end' : 'start/screen'),
      text: teams.last().map(readIn).join('\n'),
    }),
    async forget() {
      isBegun = false
      memory.places.clear()
      teams.anew()
    },
  }
}
