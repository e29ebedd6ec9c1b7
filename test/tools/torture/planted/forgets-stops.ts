import { runDesk } from '../../../../src/tools/torture/desk.ts'

/** A gateway that says that a way of contact is stopped, and keeps it. */
await runDesk((handle) => async (req, res) => {
  const [, reference] = /\/([^/]+)\/safer$/.exec(req.url ?? '') ?? []
  if (reference === undefined) return handle(req, res)
  res.writeHead(200, { 'content-type': 'application/json' })
  res.end(JSON.stringify({ reference, stopped: 'all' }))
})
