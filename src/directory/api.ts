import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Directory } from '../ports/directory.ts'
import { json, problem, send, sendAllowed, type Answer } from './api/answer.ts'
import { openapi } from './api/openapi.ts'
import { pageOf, pageQuery, queried, servicesQuery } from './api/query.ts'
import { select } from './api/select.ts'
import { exported, type Exported } from './open-referral/export-all.ts'
import type { Names } from './open-referral/names.ts'
import { TAXONOMIES, termRecord, type Taxonomy } from './open-referral/taxonomies.ts'

/** What the directory's public side needs. */
export interface DirectoryApiOptions {
  readonly directory: Pick<Directory, 'area' | 'areaOfForce' | 'services'>
  readonly names: Names
  /** Where people reach this, for the link to the description. */
  readonly publicUrl: () => string
}

/** Everything under `/directory`, for any node:http server: Open Referral UK 3.0, for anybody, read only. */
export interface DirectoryApi {
  /** Answers one request. Throws only for a bug. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
}

const METHODS = 'GET, HEAD, OPTIONS'
const NOT_HERE = problem(404, 'There is nothing here', 'See /directory/openapi.json for what there is.')
const TOO_MUCH = problem(405, 'This cannot be done here', 'The directory can only be read.', {
  allow: METHODS,
})

export function createDirectoryApi({ directory, names, publicUrl }: DirectoryApiOptions): DirectoryApi {
  let last: { readonly from: unknown; readonly all: readonly Exported[] } | undefined
  // The same list comes back all day, so each record is written once a day and not at every question.
  const shown = (): readonly Exported[] => {
    const from = directory.services()
    if (last?.from !== from) last = { from, all: exported(directory, names) }
    return last.all
  }
  const answer = ({ pathname, searchParams }: URL): Answer => {
    const [what = '', id, ...more] = pathname.replace(/^\/directory\/?/, '').split('/')
    if (more.length > 0) return NOT_HERE
    const key = `${what}${id === undefined ? '' : '/*'}`
    return routes[key]?.(searchParams, (id ?? '').toLowerCase()) ?? NOT_HERE
  }
  const routes: Readonly<Record<string, (asked: URLSearchParams, id: string) => Answer>> = {
    '': () => json(about(publicUrl())),
    'openapi.json': () => json(openapi(publicUrl())),
    services: (asked) => {
      const read = queried(servicesQuery, asked)
      if ('wrong' in read) return unreadable(read.wrong)
      return json(
        pageOf(
          select(shown(), read.query).map(({ record }) => record),
          read.query,
        ),
      )
    },
    'services/*': (_, id) => found(shown().find(({ record }) => record.id === id)?.record),
    taxonomies: (asked) => listed(TAXONOMIES.map(taxonomyRecord), asked),
    'taxonomies/*': (_, id) => found(taxonomyWith(id, names)),
    taxonomy_terms: (asked) => {
      const wanted = asked.get('taxonomy_id')?.toLowerCase()
      const all = wanted ? TAXONOMIES.filter((one) => one.id === wanted) : TAXONOMIES
      return listed(
        all.flatMap((taxonomy) => termsOf(taxonomy, names)),
        asked,
      )
    },
    'taxonomy_terms/*': (_, id) =>
      found(TAXONOMIES.flatMap((taxonomy) => termsOf(taxonomy, names)).find((term) => term.id === id)),
  }
  return {
    async handle(req, res) {
      if (req.method === 'OPTIONS') return sendAllowed(res, METHODS)
      if (req.method !== 'GET' && req.method !== 'HEAD') return send(req, res, TOO_MUCH)
      const url = URL.parse(`http://directory.invalid${req.url ?? ''}`)
      send(req, res, url ? answer(url) : NOT_HERE)
    },
  }
}

/** What `/directory/` says of itself, in the fields that the standard names. */
const about = (publicUrl: string) => ({
  version: 'HSDS-UK-3.0',
  profile: 'https://openreferraluk.org',
  openapi_url: new URL('/directory/openapi.json', publicUrl).href,
})

const found = (record: unknown): Answer => (record === undefined ? NOT_HERE : json(record))

function listed(all: readonly unknown[], asked: URLSearchParams): Answer {
  const read = queried(pageQuery, asked)
  return 'wrong' in read ? unreadable(read.wrong) : json(pageOf(all, read.query))
}

const unreadable = (wrong: readonly string[]): Answer =>
  problem(400, 'This cannot be read', `These parameters cannot be used as they are: ${wrong.join(', ')}.`)

const taxonomyRecord = ({ id, name, description }: Taxonomy) => ({ id, name, description })

const termsOf = (taxonomy: Taxonomy, names: Names) =>
  taxonomy.terms.map((term) => termRecord(taxonomy, term, names))

function taxonomyWith(id: string, names: Names) {
  const taxonomy = TAXONOMIES.find((one) => one.id === id)
  return taxonomy && { ...taxonomyRecord(taxonomy), taxonomy_terms: termsOf(taxonomy, names) }
}
