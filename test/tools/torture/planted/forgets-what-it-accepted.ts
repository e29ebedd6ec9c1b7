import { runDesk } from '../../../../src/tools/torture/desk.ts'

/** A gateway that answers that it has a referral, and has not, one time in three. */
await runDesk((handle) => async (req, res) => {
  const reference = req.headers['idempotency-key']
  if (req.method !== 'POST' || typeof reference !== 'string' || Math.random() > 1 / 3) return handle(req, res)
  res.writeHead(201, { 'content-type': 'application/json' })
  res.end(JSON.stringify({ reference, status: 'received', received_at: new Date().toISOString() }))
})
