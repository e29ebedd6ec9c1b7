import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawing } from '../train/chance.ts'
import { deskIn, finish } from './aftermath.ts'
import { drawnMoment, type Moment } from './moment.ts'
import { startProxy, type Proxy } from './proxy.ts'
import { setStage, type Stage } from './stage.ts'
import { KEPT, LESS, type LivedLine } from './stories.ts'
import { verdictOn, type AtDesk, type Verdict } from './verdict.ts'

export const VICTIMS = ['bot', 'gateway'] as const
export type Victim = (typeof VICTIMS)[number]

/** One kill: who, and when. */
export interface Kill {
  readonly victim: Victim
  readonly moment: Moment
}

/** How many people heard what they asked for, and how many referrals the gateway made. */
export type Counts = Readonly<
  Record<'acknowledged' | 'corrected' | 'madeSafer' | 'takenBack' | 'declined' | 'made', number>
>

/** What came of a run. */
export interface Torture {
  readonly kills: readonly Kill[]
  /** How often what happened to a request. */
  readonly met: ReadonlyMap<string, number>
  readonly verdict: Verdict
  readonly counts: Counts
  readonly seconds: number
}

/** What is tortured. `databaseUrl`: an empty PostgreSQL instead of the embedded store. */
export interface Tortured {
  readonly kills: number
  readonly seed: number
  readonly databaseUrl?: string | undefined
  /** Called after each kill. */
  readonly killed?: (count: number) => void
  /** Other processes in the place of ours: tests plant faults by them. */
  readonly botScript?: string
  readonly deskScript?: string
}

const BOT = 0.5
/** How often the gateway stands still for a while, and for how long: longer than anybody waits for it. */
const FREEZE = 0.06
const FREEZE_MS = 450
const DAY = 24 * 60 * 60
/** How wrong a gateway's clock may be, in seconds. */
const SKEWS = [0, 0, 0, -60, 60, -3 * DAY, 3 * DAY] as const

/**
 * Lets a bot and a gateway, each a process of its own, serve people; kills one of them at a drawn moment, starts it
 * again on what is left, and so on. Then sends what still waits, and judges what people were told by what the gateway has.
 */
export async function torture({ kills, seed, databaseUrl, killed, ...scripts }: Tortured): Promise<Torture> {
  const folder = mkdtempSync(join(tmpdir(), 'haven-torture-'))
  const draw = drawing(seed)
  const proxy = await startProxy(drawing(seed + 1))
  const stage = setStage(
    {
      folder,
      databaseUrl,
      seed,
      botScript: scripts.botScript ?? join(import.meta.dirname, 'bot.ts'),
      deskScript: scripts.deskScript ?? join(import.meta.dirname, 'desk.ts'),
    },
    proxy,
  )
  try {
    await stage.beginDesk(0)
    stage.beginBot()
    const done: Kill[] = []
    while (done.length < kills) {
      done.push(await killOne(stage, proxy, draw))
      killed?.(done.length)
    }
    return { kills: done, ...(await judge(stage, proxy)) }
  } finally {
    await stage.end()
    await proxy.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function killOne(stage: Stage, proxy: Proxy, draw: () => number): Promise<Kill> {
  const victim = draw() < BOT ? 'bot' : 'gateway'
  const skew = SKEWS[Math.floor(draw() * SKEWS.length)]!
  if (draw() < FREEZE) {
    proxy.note('frozen')
    stage.freezeDesk(FREEZE_MS)
  }
  const moment = await drawnMoment(proxy, draw)
  stage.demandAlive()
  if (victim === 'bot') {
    await stage.killBot()
    stage.beginBot()
  } else {
    await stage.killDesk()
    await stage.beginDesk(skew)
    if (skew !== 0) proxy.note('wrong clock')
  }
  return { victim, moment }
}

async function judge(stage: Stage, proxy: Proxy): Promise<Omit<Torture, 'kills'>> {
  await stage.killBot()
  await proxy.calm()
  const { lines, place, began } = stage
  const references = [...new Set(lines.map(({ reference }) => reference))]
  const left = await finish(place, stage.gatewayUrl(), began, references)
  await stage.killDesk()
  const desk = deskIn(stage.deskFolder)
  const { passed, made, met } = proxy
  return {
    met,
    verdict: verdictOn({ lines, passed, made, desk, ...left }),
    counts: countsOf(lines, desk),
    seconds: (Date.now() - began) / 1000,
  }
}

function countsOf(lines: readonly LivedLine[], desk: ReadonlyMap<string, AtDesk>): Counts {
  const people = (isSo: (line: LivedLine) => boolean): number =>
    new Set(lines.filter(isSo).map(({ reference }) => reference)).size
  const isKept = ({ outcome = '' }: LivedLine): boolean => KEPT.includes(outcome)
  return {
    acknowledged: people((line) => line.ask === 'send' && isKept(line)),
    corrected: people((line) => line.ask === 'correct' && isKept(line)),
    madeSafer: people(({ ask, outcome }) => ask === 'safer' && LESS.includes(outcome ?? '')),
    takenBack: people(({ ask, outcome }) => ask === 'withdraw' && outcome !== undefined),
    declined: people(({ ask }) => ask === 'decline'),
    made: [...desk.values()].filter(({ history }) => history.includes('received')).length,
  }
}
