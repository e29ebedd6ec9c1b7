import { MOMENTS } from './moment.ts'
import { VICTIMS, type Torture } from './run.ts'

/** At least so many of all kills have to come between receipt and answer. */
export const LEAST_BETWEEN = 0.3

/** Fewer kills say nothing of shares. */
const ENOUGH_KILLS = 20

/** The share of kills between receipt and answer. */
export const betweenIn = ({ kills }: Pick<Torture, 'kills'>): number =>
  kills.filter(({ moment }) => moment === 'between receipt and answer').length / kills.length

/** What is wrong with a run, in words, each with some references; nothing when all is well. */
export function faultsIn(run: Torture): readonly string[] {
  const { verdict } = run
  const named: readonly (readonly [string, readonly string[]])[] = [
    ['lost', verdict.lost],
    ['doubled', verdict.doubled],
    ['altered', verdict.altered],
    ['sent without consent', verdict.unagreed],
    ['acted on after withdrawal', verdict.afterWithdrawal],
    ['with a way of contact that was stopped', verdict.unsafe],
    ['refused for nothing', verdict.refused],
    ['told that it goes on after withdrawal', verdict.untrue],
  ]
  const share = betweenIn(run)
  return [
    ...named
      .filter(([, references]) => references.length > 0)
      .map(([what, references]) => `${references.length} ${what}: ${references.slice(0, 5).join(', ')}`),
    ...(verdict.waiting > 0 ? [`${verdict.waiting} still waiting in the end`] : []),
    ...(run.kills.length >= ENOUGH_KILLS && share < LEAST_BETWEEN
      ? [`only ${percent(share)} of the kills came between receipt and answer`]
      : []),
    ...(run.counts.acknowledged === 0 ? ['nothing was acknowledged, so nothing was proved'] : []),
  ]
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** The whole run, for a terminal. */
export function reportOn(name: string, run: Torture): string {
  const { kills, counts, verdict, met, seconds } = run
  const row = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(28)}${cells.map((cell) => cell.padStart(9)).join('')}`
  const rows = MOMENTS.map((moment) => {
    const at = kills.filter((kill) => kill.moment === moment)
    const by = VICTIMS.map((victim) => String(at.filter((kill) => kill.victim === victim).length))
    return row(moment, [...by, String(at.length), percent(at.length / kills.length)])
  })
  const { lost, doubled, altered, unagreed, afterWithdrawal, unsafe, refused, untrue, waiting } = verdict
  return [
    `${name}: ${kills.length} kills in ${Math.round(seconds)} s`,
    row('the kill came', [...VICTIMS, 'both', 'share']),
    ...rows,
    `  met on the way: ${[...met].map(([what, times]) => `${what} ${times}`).join(', ')}`,
    `  people: ${counts.acknowledged} acknowledged, ${counts.corrected} corrected, ${counts.madeSafer} made safer, ` +
      `${counts.takenBack} taken back, ${counts.declined} did not agree; ${counts.made} made at the gateway`,
    `  lost ${lost.length}, doubled ${doubled.length}, altered ${altered.length}, ` +
      `sent without consent ${unagreed.length}, acted on after withdrawal ${afterWithdrawal.length}, with a stopped way ${unsafe.length}`,
    `  refused for nothing ${refused.length}, told untrue ${untrue.length}, still waiting in the end ${waiting}`,
    ...faultsIn(run).map((fault) => `  WRONG: ${fault}`),
  ].join('\n')
}
