import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
} from 'botbuilder'
import { DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs'
import restify from 'restify'

/** What Haven is measured against: Bot Framework's own waterfall with its in-memory store, no authentication. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
const state = new ConversationState(new MemoryStorage())
const dialogs = new DialogSet(state.createProperty('dialogs'))
dialogs.add(new TextPrompt('text'))
dialogs.add(
  new WaterfallDialog('journey', [
    (step) => step.prompt('text', 'What happened?'),
    (step) => step.prompt('text', 'Where do you want help?'),
    (step) => step.prompt('text', 'What would help?'),
    async (step) => {
      await step.context.sendActivity('Thank you.')
      return step.endDialog()
    },
  ]),
)
const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  const dialog = await dialogs.createContext(context)
  const result = await dialog.continueDialog()
  if (result.status === 'empty') await dialog.beginDialog('journey')
  await state.saveChanges(context)
  await next()
})
const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/api/messages', async (req, res) => {
  await adapter.process(req as never, res, (context) => bot.run(context))
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
