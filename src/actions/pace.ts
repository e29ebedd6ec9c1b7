/** After a try that failed the next comes within a minute, then within twice as long each time, at most an hour. */
const FIRST_RETRY_SECONDS = 60
const LONGEST_RETRY_SECONDS = 3600

/** So many tries in a row without an answer, and an area's gateway is left alone. */
const SILENT_TRIES = 5
/** First for a minute, then for twice as long each time, at most a quarter of an hour: it should not wait for us. */
const FIRST_REST_SECONDS = 60
const LONGEST_REST_SECONDS = 900
/** How long the one try after a rest may take until another may be made: as long as its lease. */
const PROBE_SECONDS = 30

/** How fast we knock. One for all senders of a process, in memory: after a restart every gateway gets its chance. */
export interface Pace {
  /** When to try again after so many tries. Drawn evenly up to the longest pause, so that many do not come back as one. */
  retryAt(now: Date, tries: number): Date
  /** The areas whose gateway is left alone now: it kept silent, or the one try after that is still going on. */
  resting(now: Date): readonly string[]
  /** A try at an area's gateway begins. */
  begin(area: string, now: Date): void
  /** It ended. Any answer ends the rest, a refusal too. */
  end(area: string, isAnswered: boolean, now: Date): void
}

interface Silence {
  tries: number
  /** Left alone until then, in milliseconds since 1970; 0 while it is not. */
  until: number
}

/** `random`: a number from 0 to 1, drawn evenly. */
export function pacing(random: () => number): Pace {
  const silences = new Map<string, Silence>()
  return {
    retryAt(now, tries) {
      const longest = doubled(FIRST_RETRY_SECONDS, tries - 1, LONGEST_RETRY_SECONDS)
      return new Date(now.getTime() + Math.max(1, random() * longest) * 1000)
    },
    resting(now) {
      return [...silences].flatMap(([area, { until }]) => (until > now.getTime() ? [area] : []))
    },
    begin(area, now) {
      const silence = silences.get(area)
      if (silence && silence.tries >= SILENT_TRIES) silence.until = now.getTime() + PROBE_SECONDS * 1000
    },
    end(area, isAnswered, now) {
      if (isAnswered) return void silences.delete(area)
      const silence = silences.get(area) ?? { tries: 0, until: 0 }
      silence.tries += 1
      if (silence.tries >= SILENT_TRIES) {
        const rest = doubled(FIRST_REST_SECONDS, silence.tries - SILENT_TRIES, LONGEST_REST_SECONDS)
        silence.until = now.getTime() + rest * 1000
      }
      silences.set(area, silence)
    },
  }
}

/** `first`, doubled so many times, at most `longest`. */
const doubled = (first: number, times: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.min(Math.max(0, times), 20))
