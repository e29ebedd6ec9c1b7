import type { Crime } from '../../src/domain/crimes.ts'
import type { DangerKind } from '../../src/domain/danger.ts'

/** Texts with which the words were tuned: written before the first run, and read again at every mistake. */
export const SEEN_CRIMES: readonly (readonly [Crime, readonly string[]])[] = [
  ['domestic_abuse', ['my husband goes mad if tea isnt on the table and last week he threw a plate at my head', 'she controls what I spend, who I see, even when I can shower. I am a man so nobody takes it seriously. shes my wife', 'friend at work has bruises again, her bloke did it i know he did']],
  ['sexual_violence', ['after the party I fell asleep on his sofa and woke up with him having sex with me', 'a man on the bus put his hand between my legs', 'i kept saying stop and he just didnt. i think it was rape but we were dating']],
  ['childhood_sexual_abuse', ['My scout leader did sexual things to me in the 1980s and I have never said it out loud', 'when i was about 7 my grandad made me do things in the shed', "I'm 52 now. A priest at my school abused me and lots of other boys"]],
  ['child_abuse', ['the little lad at number 12 is always filthy and has marks all up his arms', 'my stepdad belts me when mum is out. im 12', 'my daughter says her dad holds her under the cold shower when shes at his']],
  ['child_exploitation', ['my 15 yr old keeps vanishing to the coast for days and comes home with cash and two phones', 'these older lads want me to take a bag on the train or theyll hurt my mum', 'he bought her vapes and trainers and now hes getting her to sleep with his mates, shes 14']],
  ['stalking', ['this guy i went on one date with keeps appearing at my gym and my bus stop', 'found an apple tag stitched in my handbag lining', 'someone sits in a grey corsa across from my flat every single night looking up at my window']],
  ['harassment', ['I keep getting vile voicemails from a bloke I used to share an office with', 'girls in my year made a group chat just to take the mick and tell me to die', 'a woman i fell out with is posting on the village page that im a thief and turning folk against me']],
  ['intimate_images', ['my ex put our sex video on telegram', 'lads at sixth form made an ai picture of me with no clothes on', 'landlord had a tiny camera in the shower room']],
  ['spiking', ['had one prosecco and next thing i was on the floor of the toilets, couldnt talk, that isnt me', 'felt a scratch on my leg in the nightclub and now theres a little mark', 'my mate thinks somebody put something in her cider, she was all floppy']],
  ['assault', ['got decked outside wetherspoons for no reason and broke my cheek', 'a complete stranger kicked my son off his feet at the skate park and stamped on him', 'someone spat in my face at the tram stop']],
  ['weapon_attack', ['two masked lads came at me swinging machetes', 'my mate got shanked in the leg friday', 'he poured something that burned over my face i think it was battery acid']],
  ['kidnap_attempted_murder', ['they shoved me in the back of a van and drove round for hours before letting me go', 'he held my head under the bath water till i blacked out, the police say attempted murder', 'I was kept in a garage for two days until my family paid']],
  ['hate_crime', ['a bloke on the tram told me to take my scarf off and go back to where i came from', 'Someone has drawn a swastika on the synagogue door', 'kids keep mimicking the way i walk and calling me a spaz, i have cerebral palsy']],
  ['honour_abuse_forced_marriage', ['my dad has booked flights to Lahore and says I am to marry my cousin', 'my brothers found out about my boyfriend and say i have shamed them, i ran away', 'I dont want this wedding but nobody in my family will hear no']],
  ['fgm', ['my mother in law keeps saying my baby girl needs to be cut like all the women in the family', 'i was cut when i was six in sudan and now it hurts every month', "a girl in my class says she's going to gambia for a ceremony that makes her a woman"]],
  ['modern_slavery', ['the boss at the nail bar keeps my passport and I sleep in the back room with four others', 'I came for a cleaning job but they make me see men for money', "they said I owe for the journey so I wash cars 14 hours and get nothing"]],
  ['home_takeover', ['some men are dealing out of my brothers flat, he has learning difficulties and they wont leave', 'i let a lad stay one night now theres five of them and i sleep in the bath', 'they took my keys and cook drugs in my kitchen']],
  ['older_person_abuse', ["my mum has dementia and one of the carers handles her so rough she's got bruises", "Im 81. my grandson takes my pension money every Thursday and shouts if I argue", "the nursing home leave dad sitting in wet pads for hours"]],
  ['bereaved_by_homicide', ['my brother was stabbed and he died at the scene', "the man who killed our daughter is up for parole", 'We lost mum, my dad murdered her']],
  ['road_crime', ['a drunk driver put my wife in intensive care', 'car jumped the lights and hit me on the crossing then just drove off', 'our lad was killed on his motorbike by someone on their phone behind the wheel']],
  ['terror_major_incident', ['I was at the concert when the bomb went off', 'we ran from the market when that man drove the lorry into everyone', 'cant stop seeing what i saw at london bridge']],
  ['robbery', ['three lads on bikes surrounded me and made me hand over my phone and trainers', 'got jumped for my watch, they punched me to the floor and pulled it off my arm', 'a man held a blade to me and marched me to the cash machine']],
  ['theft_from_person', ['someone on a moped whipped my phone out of my hand', 'my purse was lifted from my handbag in the market', 'lost my wallet on the tube, pretty sure it was a pickpocket']],
  ['burglary', ['came back from holiday and the patio doors had been jemmied, all mums jewellery gone', 'some scrote has been in my house while we slept and had the telly', 'our church hall was broken into on sunday']],
  ['vehicle_crime', ['woke up and my van wasnt on the drive', 'they had the catalytic converter off my prius', 'someone put the car window through and had my sat nav']],
  ['bicycle_theft', ['they cut through my d lock outside the station and my bikes gone', 'my sons new mountain bike got nicked from the park', 'Bicycle was stolen from the hospital racks']],
  ['theft', ['somebody had my coat away from the pub', 'my parcel went from the doorstep before i got home', 'cleaner has been helping herself to my rings']],
  ['business_crime', ['they come in my shop every day and fill bags with meat and walk out', 'a customer threw a basket at me on the till and swore', 'someone has taken the quad bike and diesel off our farm']],
  ['damage_arson', ['someone poured paint stripper all over my car', 'youths set light to my fence', 'a brick came through the front window last night']],
  ['fraud', ['a text said my parcel was held, i put my card in and they emptied my account', 'paid a builder 4 grand up front and never saw him again', 'somebody took a phone contract out using my name']],
  ['romance_investment_fraud', ["I sent nine thousand pounds to a woman I met on hinge and she doesnt exist", 'put my redundancy into a bitcoin site and now i cant take anything out', 'a man saying he was police rang nan and sent a courier for her bank card']],
  ['cyber_crime', ['cant get in my insta, someone changed the email and is asking my followers for cash', 'a girl online got me to strip on cam and says she will send it to my contacts if I dont pay', 'all the files at our charity are encrypted and theres a ransom note']],
  ['antisocial_behaviour', ['music through the wall till 4 every night and the council do nothing', 'gangs of kids smoking weed in our stairwell and chucking eggs', 'him next door revs his motorbike at all hours and screams at anyone who asks him to stop']],
  ['other', ['a dog off its lead bit my arm and the owner walked off', 'something happened and i dont know if its even a crime', 'a police officer lied about me in court']],
]

/** Texts written after the words were tuned; nothing was changed for their sake. */
export const UNSEEN_CRIMES: readonly (readonly [Crime, readonly string[]])[] = [
  ['domestic_abuse', ['he tells me im thick and fat every day and went through my phone again, we been married 6 years', 'my son is 19 and when he doesnt get money he pins me against the wall']],
  ['sexual_violence', ['my manager followed me in the stock room and shoved his hand up my top', 'i was too drunk to say yes and he did it anyway']],
  ['childhood_sexual_abuse', ['My swimming coach abused me for years when I was a girl', 'it was my uncle, i was nine, mum didnt believe me']],
  ['child_abuse', ['my neighbours toddler is shut outside in the cold and sobs for ages', 'dad hits me with his shoe if i get things wrong im 10']],
  ['child_exploitation', ['my nephew has started hanging with olders and he has a burner phone, think hes shotting', 'they said if I dont carry the food to the next town ill get stabbed, im 16']],
  ['stalking', ['a customer found my home address and leaves roses on my step every week', 'no matter how many times i block her she makes another account and messages me']],
  ['harassment', ['someone keeps ringing me in the middle of the night and breathing', 'the debt man says hes going to break my legs']],
  ['intimate_images', ['he says hell send my nudes to my boss', 'a boy in my class is passing round a photo of me in my bra']],
  ['spiking', ['my vape tasted odd and then i couldnt move my arms', 'got home and cant remember anything after the second drink, my friends say my eyes were rolling']],
  ['assault', ['a bouncer dragged me out by my hair and punched me', 'five girls battered my daughter at the bus station']],
  ['weapon_attack', ['he smashed a bottle and came for my neck', 'they fired a gun at our front door']],
  ['kidnap_attempted_murder', ['two men grabbed me off the street and tied my hands', 'he tried to drown me in the canal']],
  ['hate_crime', ['we were holding hands and a group yelled faggots and threw cans', 'my neighbour calls us pakis every time my kids go out']],
  ['honour_abuse_forced_marriage', ['my aunt says ill be sent back home to be married this summer', 'they lock me in because i said no to the rishta, its about izzat']],
  ['fgm', ['I am afraid they will circumcise my daughters when we visit family', 'they did fgm on me as a baby']],
  ['modern_slavery', ['I work on a farm, they take all my wages for the caravan and keep my papers', 'my cousin is forced to sell her body by the people that brought her over']],
  ['home_takeover', ['drug dealers have moved into my flat and use my bedroom', 'since mum went in hospital strangers have taken over her bungalow']],
  ['older_person_abuse', ['my nan is 88 and her neighbour got her to sign the house over', 'the carer slaps my grandmother']],
  ['bereaved_by_homicide', ['my son was murdered last year and the trial starts monday', 'he killed my best friend with one punch']],
  ['road_crime', ['some idiot racing knocked my dad off his bicycle, he has brain damage', 'a lorry driver killed my sister, he was charged with death by dangerous driving']],
  ['terror_major_incident', ['i survived the arena attack and cant go in crowds', 'i was on the train when he started stabbing everybody']],
  ['robbery', ['mugged at the cash point last night', 'they pushed my grandma over and ran off with her bag, she broke her hip']],
  ['theft_from_person', ['dancing in a club and when i checked my back pocket phone was gone', 'a lady bumped me and my wallet was gone from my coat']],
  ['burglary', ['somebody kicked my back door in and went through all the drawers', 'burglers took my laptop and ps5 while i was at work']],
  ['vehicle_crime', ['my motor has been pinched from outside the house', 'broke in the van and had all my tools']],
  ['bicycle_theft', ['ebike gone from the communal hallway, lock cut', 'someone robbed my bike outside tesco']],
  ['theft', ['someone stole our puppy from the garden', 'left my laptop in the library for 2 mins and it was taken']],
  ['business_crime', ['patients keep hitting me, im a nurse in a&e', 'i run a corner shop and kids keep nicking sweets and threatening me']],
  ['damage_arson', ['my tyres have been slashed for the third time', 'somebody torched my caravan']],
  ['fraud', ['a woman rang saying she was from barclays fraud team and i moved 3 thousand to a safe account', 'the tickets i bought for taylor swift were fake']],
  ['romance_investment_fraud', ['met a soldier on facebook, he needs money for his flight home, iv sent 5k', 'i invested in forex through an advert and the broker has vanished']],
  ['cyber_crime', ['my email got hacked and all my photos deleted', 'they recorded me on webcam and want bitcoin or theyll post it']],
  ['antisocial_behaviour', ['the lads racing their cars round the estate all night', 'neighbour from hell, shouting swearing throwing rubbish over my fence']],
  ['other', ['my landlord changed the locks and put my stuff in the street', 'im not sure what this counts as but i feel something wrong was done to me']],
]

/** What people also type at an assistant: no crime is named. */
export const SEEN_NO_CRIME: readonly string[] = [
  'hello', 'hi there', 'what is the weather', 'thank you', 'ok', 'yes please', 'no', 'what can you do', 'who are you', 'are you a robot',
  'I want to speak to a person', 'can i have this in polish', 'where is the nearest bus stop', 'what time do you open', 'asdfgh', '?', '12345', 'ST16 3AB', 'I live in Stafford',
  'can you help me with my homework', 'tell me a joke', 'how do i apply for a job with you', 'my internet is slow', 'I would like to book a table', 'the website is not loading',
  'good morning', 'is this free', 'how do i delete my details', 'do you speak welsh', 'what does consent mean', 'happy birthday', 'i like your website', 'next', 'go back',
  'not sure', 'rather not say', 'my name is Sam', 'call me after 5', '07700 900123', 'lovely day today',
]
export const UNSEEN_NO_CRIME: readonly string[] = [
  'hiya', 'whats this for', 'how long will it take', 'can my friend use this too', 'change language', 'nothing thanks', 'i pressed the wrong button', 'what is a gateway',
  'is there a bus to the hospital', 'how do i get a refund on my train ticket', 'cheers', 'can you ring me tomorrow', 'lol', 'my cat is called Tiger', 'what do you do with my data',
  'can i come back later', 'I have a question about council tax', 'see you', 'sorry wrong number', 'which area am i in',
]

/** Texts of people in danger. `now` must be heard as now or at least asked about. */
export const SEEN_DANGER: readonly (readonly [DangerKind, 'now' | 'ask', readonly string[]])[] = [
  ['immediate', 'now', ['he has a hammer and hes coming upstairs', 'theres someone trying to get in my back door', 'im in the wardrobe he doesnt know im here', 'my ex is in the garden with petrol', 'she just stabbed my uncle', 'he is strangling my mum pls hurry', 'they are kicking the door down', 'i cant get out he took the keys', 'hes back early if he sees this im dead', 'i think im going to be killed tonight', 'bleeding a lot where he bottled me', 'theres a man following me im walking faster', 'he said when he gets home hes going to finish me off', 'they got me in a car i dont know where we are', 'my husband is smashing the house up and im frightened', 'send someone please he has got a gun', 'he keeps punching me in the stomach im pregnant', 'shes waving a knife about', 'i can hear him outside my window again', 'my boyfriend has his hands round her throat']],
  ['immediate', 'ask', ['hes never hit me but im scared of what hell do when i tell him', 'he gets out of prison on friday', 'i dont feel safe at home', 'hes breached the non molestation order twice', 'he says hell burn the house down if i go', 'i havent got anywhere safe to sleep', 'he choked me last month', 'my brother threatens me all the time']],
  ['suicide', 'now', ['i dont want to be alive any more', 'ive got the tablets in front of me', 'my kids would be better off if i was gone', 'i just took a load of paracetamol', 'im on the bridge', 'my son says he wants to kill himself', 'cant do this anymore im going to end it', 'ive written my goodbye letters', 'i want to go to sleep and not wake up', 'since the video got out i just want to die', 'been cutting my wrists again and i cant stop the blood', 'nothing left for me, tonight is the night']],
  ['suicide', 'ask', ['whats the point of anything', 'i cant see a way out of this debt', 'i feel like a burden on everyone', 'i tried to take my life in march']],
  ['child', 'now', ['my stepdad is hurting my little sister', 'my ex has taken the kids and wont say where', 'he shakes the baby when she cries', 'i am 11 and my uncle touches me', 'mum is hitting my brother with a belt right now', 'the toddler downstairs has been left alone all night', 'my daughter hasnt come home shes 13', 'hes going to hurt the kids']],
  ['child', 'ask', ['my kids are frightened of their dad', 'im worried my niece is being groomed', 'im 13']],
  ['harm_to_others', 'now', ['im going to kill him', 'ive got a bat and im going round to his', 'i keep thinking about stabbing my dad', 'i just hit my wife and she isnt moving', 'i swear i will burn his house down', 'im scared i will hurt my baby', 'i want to hurt the people who did this']],
  ['harm_to_others', 'ask', ['i lose my temper and push my girlfriend', 'i want revenge on them', 'i get so angry i dont know what i might do']],
]
export const UNSEEN_DANGER: readonly (readonly [DangerKind, 'now' | 'ask', readonly string[]])[] = [
  ['immediate', 'now', ['hes trying to climb through the bathroom window', 'locked in the loo hes screaming at me', 'she is coming at me with scissors', 'three men just forced their way in my flat', 'my dads beating my mum up', 'quick he went to get the axe', 'pls send police hes going mental', 'im being followed by a car', 'he wont let me leave the room', 'hes just raped me', 'there is a gang outside with bats shouting my name', 'he told me he is gonna slit my throat']],
  ['immediate', 'ask', ['i am terrified of my ex', 'he grabs my neck when hes drunk', 'she knows where i live and she wont stop', 'im too scared to go home']],
  ['suicide', 'now', ['i wish i was dead', 'ive swallowed a bottle of pills', 'my friend texted me goodbye and says shes going to jump', 'i have a rope', 'no one would notice if i died', 'i cant live like this any longer', 'thinking of ending my life']],
  ['suicide', 'ask', ['i have lost all hope', 'everything is pointless and i cant cope']],
  ['child', 'now', ['her boyfriend is kicking the little boy', 'my dad comes in my bed at night im 9', 'someone has snatched my daughter', 'they leave the baby on his own for hours', 'hes threatening to kill the children']],
  ['child', 'ask', ['the kids see everything he does to me']],
  ['harm_to_others', 'now', ['im gonna stab him when i see him', 'i feel like killing my boss', 'ive got petrol and i know where he lives, hes going to pay', 'i cant stop myself from hurting her']],
  ['harm_to_others', 'ask', ['i slapped my partner last night', 'im worried about my own anger']],
]

/** They sound like danger and are not: never `now`, and seldom `ask`. */
export const SEEN_LOOKALIKES: readonly string[] = [
  'i could kill for a coffee', 'my phone battery died', 'he used to hit me years ago but we are long divorced', 'that pothole killed my tyre', 'dying to see you all', 'bored to death in this queue',
  'i have the skill to do it', 'mum is going to kill me when she sees my room', 'these shoes are killing me', 'i nearly died laughing', 'watched a film where he kills himself', 'the knife and fork are in the drawer',
  'my laptop died', 'i smashed it at the gym', 'we had a pillow fight', 'what a killer song', 'shoot me an email', 'i missed the bus', 'i am on fire today', 'panic attack last week', 'heart attack',
  'i was attacked in 2015 and it is all over now', 'hang on a minute', 'drop dead gorgeous', 'the plant is dead', 'i burned the toast', 'cut my finger chopping onions', 'my dad passed away peacefully', 'i am so tired of this form',
  'the police were lovely', 'dead battery', 'it cost a bomb', 'i would murder a curry', 'he shot hoops with the kids', 'blood test on monday', 'fire drill at work', 'the dog is outside', 'give up my seat', 'i beat my brother at fifa', 'my bike was stolen last week',
]
export const UNSEEN_LOOKALIKES: readonly string[] = [
  'id kill for a pint', 'the car died on the motorway', 'i was burgled in march', 'dead on my feet', 'my mum will go mad if i am late', 'he got shot of his old car', 'we killed time at the shops', 'i am dying for the loo',
  'the show was a hit', 'the parcel driver is outside', 'i stabbed my toe on the table', 'my gran died of old age', 'the bomb squad film was good', 'she is drop dead gorgeous', 'i could sleep for a week', 'my ex lives in spain now',
  'that exam was murder', 'i want to end this chat', 'sick to death of emails', 'my head is killing me',
]

/** Needs in people's own words. */
export const SEEN_NEEDS: readonly (readonly [string, string])[] = [
  ['health', 'i keep having nightmares and panic attacks'], ['health', 'my gp gave me tablets but i need counselling'], ['health', 'im not sleeping'],
  ['housing', 'i need somewhere else to live'], ['housing', 'we are sofa surfing'], ['housing', 'can someone change my locks'],
  ['family', 'i want help for my kids, they saw it'], ['family', 'worried about custody'], ['family', 'how do i keep contact with my children'],
  ['work_education', 'ive had so much time off ill lose my job'], ['work_education', 'i cant face college'], ['work_education', 'my employer doesnt understand'],
  ['drugs_alcohol', 'im drinking every night to cope'], ['drugs_alcohol', 'i relapsed'], ['drugs_alcohol', 'i need a detox'],
  ['money', 'i cant pay the rent'], ['money', 'all our savings went'], ['money', 'we are using the food bank'],
  ['confidence', 'i feel so stupid and ashamed'], ['confidence', 'i have lost all my confidence'], ['confidence', 'i blame myself'],
  ['social', 'i have no friends left'], ['social', 'so lonely since'], ['social', 'i dont go out or see anyone'],
  ['safety', 'i want to feel safe in my house'], ['safety', 'how do i get an injunction'], ['safety', 'i am scared he will come back'],
  ['justice', 'do i have to go to court'], ['justice', 'the police closed the case'], ['justice', 'i want to report it'],
  ['rights', 'what are my rights'], ['rights', 'i want to complain about how i was treated'], ['rights', 'what am i entitled to'],
  ['reparation', 'can i get compensation'], ['reparation', 'i want to meet the lad who did it and hear him say sorry'], ['reparation', 'will the insurance pay'],
  ['immigration', 'my visa depends on my husband'], ['immigration', 'i am an asylum seeker'], ['immigration', 'will they deport me'],
  ['being_heard', 'i just want someone to listen'], ['being_heard', 'nobody believes me'], ['being_heard', 'i need to talk to someone'],
]
