import { runDesk } from '../../../../src/tools/torture/desk.ts'

/** A gateway that says that a referral is taken back, and goes on with it. */
await runDesk((handle) => async (req, res) => {
  if (!req.url?.endsWith('/withdrawal')) return handle(req, res)
  res.writeHead(200, { 'content-type': 'application/json' })
  res.end('{}')
})
