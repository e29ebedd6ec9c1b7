import { parseArgs } from 'node:util'
import { z } from 'zod'
import { matchContext, matchInput } from '../../actions/match-input.ts'
import { readContent, type Content } from '../../content.ts'
import { NATIONAL } from '../../domain/area.ts'
import { CRIMES } from '../../domain/crimes.ts'
import { limitOn } from '../../domain/match-filter.ts'
import { matchServices, type Match, type MatchInput } from '../../domain/match.ts'
import { NEEDS } from '../../domain/needs.ts'
import type { PlaceFound } from '../../domain/places.ts'
import { ACCESS_NEEDS, AGE_BANDS, CHARACTERISTICS } from '../../domain/referral.ts'
import type { Told } from '../../domain/told.ts'
import type { Run } from '../directory.ts'

const optionsSchema = z.object({
  postcode: z.string().optional(),
  crime: z.array(z.enum(CRIMES)).default([]),
  need: z.array(z.enum(NEEDS)).default([]),
  age: z.enum(AGE_BANDS).optional(),
  access: z.array(z.enum(ACCESS_NEEDS)).default([]),
  because: z.array(z.enum(CHARACTERISTICS)).default([]),
  at: z
    .string()
    .refine((at) => !Number.isNaN(Date.parse(at)), 'is no moment, such as 2026-12-25T10:00Z')
    .optional(),
  why: z.string().optional(),
})
type Options = z.infer<typeof optionsSchema>

const USAGE = `Who would be shown, in which order, and why:
  npm run directory -- find --postcode "ST16 2AB" --crime burglary --need safety
  --postcode   a postcode, part of one, a town or a council     --crime, --need   as often as you like
  --age        ${AGE_BANDS.join(', ')}
  --access, --because   what they need; which part of who they are was attacked
  --at         2026-12-25T10:00Z instead of now                 --why ID   what keeps a service off the list`

/** `find`: the same matching as a conversation does, with what decided the order. Nothing is asked of anyone. */
export const run: Run = (args, root) => {
  const options = optionsOf(args)
  if (typeof options === 'string') return { say: `${options}\n\n${USAGE}`, exitCode: 2 }
  const { content, faults } = readContent({ root, production: false })
  if (!content || faults.length > 0)
    return { say: 'The content has mistakes: npm run check tells them', exitCode: 1 }
  const now = options.at === undefined ? new Date() : new Date(options.at)
  const ports = { ...content, clock: { now: () => now } }
  const place = options.postcode === undefined ? undefined : content.geography.find(options.postcode)
  if (place !== undefined && place.result !== 'one') return { say: whichPlace(place, content), exitCode: 1 }
  const input = matchInput(told(options, place, content), ports)
  const matches = matchServices(input, content.directory.services(), matchContext(ports))
  const say = [
    `For ${input.force ?? 'no known force'}, ${input.council ?? 'no known council'}:`,
    ...matches.map((match, at) => line(match, at, content)),
    ...(options.why === undefined ? [] : ['', whyNot(options.why, matches, input, content)]),
  ]
  return { say: say.join('\n'), exitCode: 0 }
}

function optionsOf(args: readonly string[]): Options | string {
  const [one, many] = [{ type: 'string' } as const, { type: 'string', multiple: true } as const]
  const known = {
    postcode: one,
    crime: many,
    need: many,
    age: one,
    access: many,
    because: many,
    at: one,
    why: one,
  }
  try {
    const parsed = optionsSchema.safeParse(parseArgs({ args: [...args], options: known }).values)
    return parsed.success
      ? parsed.data
      : parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n')
  } catch (error) {
    return (error as Error).message
  }
}

/** The same answers that a conversation would have, so that nothing is matched here in another way. */
function told(options: Options, place: PlaceFound | undefined, { geography, directory }: Content): Told {
  const found = place?.result === 'one' ? place.place : undefined
  const force = found && geography.council(found.council)?.force
  const area = force === undefined ? undefined : directory.areaOfForce(force)
  return {
    answers: {
      crimes: options.crime,
      needs: options.need,
      access: options.access,
      characteristics: options.because,
      ...(options.age !== undefined && { age: options.age }),
      ...(options.postcode !== undefined && { where: options.postcode }),
    },
    found: {
      area: area?.id ?? NATIONAL,
      ...(found && { placed: 'one', places: [{ ...found, id: found.council }] }),
    },
  }
}

function whichPlace(found: PlaceFound, { geography }: Content): string {
  if (found.result !== 'several')
    return 'That is no place in England or Wales that is known. Try: npm run directory -- where'
  const names = found.places.map(({ council }) => geography.council(council)?.name.en ?? council)
  return `That may be several places: ${names.join(', ')}. Say one of them, or a whole postcode.`
}

const values = (about: object): string =>
  Object.entries(about)
    .map(([key, value]) => (key === 'code' ? String(value) : `(${String(value)})`))
    .join(' ')

function line(match: Match, at: number, { directory }: Content): string {
  const service = directory.service(match.id)
  const open = [match.open.state, match.open.until && `until ${match.open.until}`].filter(Boolean).join(' ')
  return [
    `${at + 1}. ${service?.name ?? ''}  [${match.id}]${match.urgentLine ? '  RING FIRST' : ''}`,
    `   because: ${match.why.map(values).join(', ')}`,
    `   open: ${open}${match.cautions.length > 0 ? `; to know first: ${match.cautions.map(values).join(', ')}` : ''}`,
  ].join('\n')
}

function whyNot(id: string, matches: readonly Match[], input: MatchInput, { directory }: Content): string {
  if (matches.some((match) => match.id === id)) return `${id} is on the list.`
  const service = directory.services().find((one) => one.id === id)
  if (!service) return `${id} may not be shown to anyone today, or does not exist: npm run directory -- check`
  const limit = limitOn(service, input)
  return limit === undefined ? `${id} fits, but eight others come before it.` : `${id} is left out: ${limit}.`
}
