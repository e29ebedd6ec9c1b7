import restify from 'restify'

/** The bare floor: restify with its own body parser, saying back what it was sent. */
const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/echo', (req, res, next) => {
  res.send({ text: (req.body as { text?: string } | undefined)?.text })
  next()
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
