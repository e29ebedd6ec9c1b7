import type { Surroundings } from '../../domain/editing.ts'
import type { Service } from '../../domain/service.ts'
import type { Refusal } from '../refusals.ts'

/** Which record something incoming is about: the id it has here, with the record where there is one. */
export type Match =
  { readonly id: string; readonly record: Service | undefined } | { readonly refused: Refusal }

/** By id, else by Open Referral id. Names alone never decide: they would merge two branches of one charity. */
export function matcherOf(
  current: readonly Service[],
  { record: elsewhere }: Pick<Surroundings, 'record'>,
): (incoming: Service) => Match {
  const ids = new Map(current.map((one) => [one.id, one]))
  const otherIds = new Map(current.flatMap((one) => (one.oruk_id === undefined ? [] : [[one.oruk_id, one]])))
  const names = new Map(current.map((one) => [nameOf(one), one]))
  return (incoming) =>
    matched(incoming, {
      byId: ids.get(incoming.id),
      byOther: incoming.oruk_id === undefined ? undefined : otherIds.get(incoming.oruk_id),
      alike: names.get(nameOf(incoming)),
      isElsewhere: elsewhere(incoming.id) !== undefined,
    })
}

interface Found {
  readonly byId: Service | undefined
  readonly byOther: Service | undefined
  readonly alike: Service | undefined
  readonly isElsewhere: boolean
}

function matched(incoming: Service, { byId, byOther, alike, isElsewhere }: Found): Match {
  if (byId && byOther && byId !== byOther) {
    const what = `its id is that of "${byId.id}" and its Open Referral id that of "${byOther.id}"`
    return refused('two-records', what, 'Mend one of the two ids')
  }
  if (byId?.oruk_id !== undefined && incoming.oruk_id !== undefined && byId.oruk_id !== incoming.oruk_id) {
    const what = `"${byId.id}" is here already, with another Open Referral id`
    return refused('other-service', what, 'Give one of the two another id, or mend the Open Referral id')
  }
  const record = byId ?? byOther
  if (record) return { id: record.id, record }
  if (isElsewhere) {
    const what = `the id "${incoming.id}" belongs to a record of another area`
    return refused('id-elsewhere', what, 'Import it into that area, or give it another id')
  }
  if (!alike) return { id: incoming.id, record: undefined }
  const cure =
    incoming.oruk_id === undefined
      ? `If it is the same service, write the id "${alike.id}"; if not, tell the two apart by their names`
      : `If it is the same service, write "oruk_id": "${incoming.oruk_id}" into that record; if not, tell them apart by their names`
  return refused('looks-like', `it is new and looks like "${alike.id}": the names are the same`, cure)
}

const refused = (rule: string, what: string, cure: string): Match => ({ refused: { rule, what, cure } })

const nameOf = ({ name, organization = '' }: Service): string =>
  `${name}|${organization}`.toLowerCase().replace(/[^\p{L}\p{N}|]/gu, '')
