import { GIVE_UP_MS } from './setting.ts'

/**
 * What may happen to a request on its way, and how often. `-after`: the gateway has accepted it by then. `late`: it comes
 * long after whoever sent it gave up. `twice`: it is delivered twice, and one of the two answers comes back.
 */
const OFTEN = {
  none: 38,
  slow: 10,
  hang: 4,
  'hang-after': 6,
  error: 6,
  'error-after': 8,
  reset: 5,
  'reset-after': 7,
  'cut-after': 5,
  twice: 7,
  late: 4,
} as const

export type Weather = keyof typeof OFTEN
export const WEATHERS = Object.keys(OFTEN) as readonly Weather[]

/** How one request goes. Times are in milliseconds, and follow each other. */
export interface Plan {
  readonly weather: Weather
  /** Until it is passed on to the gateway. */
  readonly travel: number
  /** Until the gateway looks at it. */
  readonly before: number
  /** From when the gateway is done until it answers. */
  readonly after: number
  /** Until the second copy is passed on, after the answer to the first; or a late one, after whoever sent it gave up. */
  readonly again: number
  /** Of two answers, the second comes back. */
  readonly isSecondTold: boolean
}

/** A gateway that does nothing wrong. */
export const CALM: Plan = {
  weather: 'none',
  travel: 0,
  before: 0,
  after: 0,
  again: 0,
  isSecondTold: false,
}

/** Draws how a request goes. */
export function drawPlan(draw: () => number): Plan {
  const weather = drawWeather(draw)
  const stretch = weather === 'slow' ? 2.5 : 1
  return {
    weather,
    travel: draw() * 20 * stretch,
    before: draw() * 40 * stretch,
    after: draw() * 100 * stretch,
    again: draw() * (weather === 'late' ? GIVE_UP_MS : 60),
    isSecondTold: draw() < 0.5,
  }
}

function drawWeather(draw: () => number): Weather {
  let left = draw() * Object.values(OFTEN).reduce((sum, weight) => sum + weight, 0)
  return WEATHERS.find((weather) => (left -= OFTEN[weather]) < 0) ?? 'none'
}

/** What the gateway's own work takes, beside all that is planned. */
const WORK_MS = 6

/** About how long it is from the request to its answer, or to where whoever sent it gives up; milliseconds. */
export function lengthOf({ weather, travel, before, after, again, isSecondTold }: Plan): number {
  const whole = travel + before + WORK_MS + after
  switch (weather) {
    case 'hang':
    case 'hang-after':
    case 'late':
      return GIVE_UP_MS
    case 'error':
    case 'reset':
      return travel
    case 'twice':
      return isSecondTold ? whole + again + before + WORK_MS + after : whole
    default:
      return whole
  }
}
