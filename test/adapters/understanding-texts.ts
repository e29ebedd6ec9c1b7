import type { Crime } from '../../src/domain/crimes.ts'
import type { DangerKind } from '../../src/domain/danger.ts'

/** Texts with which the words were tuned: read again at every mistake, so they say that nothing was lost. */
export const SEEN_CRIMES: readonly (readonly [Crime, readonly string[]])[] = [
  [
    'domestic_abuse',
    [
      'my husband goes mad if tea isnt on the table and last week he threw a plate at my head',
      'she controls what I spend, who I see, even when I can shower. I am a man so nobody takes it seriously. shes my wife',
      'friend at work has bruises again, her bloke did it i know he did',
    ],
  ],
  [
    'sexual_violence',
    [
      'after the party I fell asleep on his sofa and woke up with him having sex with me',
      'a man on the bus put his hand between my legs',
      'i kept saying stop and he just didnt. i think it was rape but we were dating',
    ],
  ],
  [
    'childhood_sexual_abuse',
    [
      'My scout leader did sexual things to me in the 1980s and I have never said it out loud',
      'when i was about 7 my grandad made me do things in the shed',
      "I'm 52 now. A priest at my school abused me and lots of other boys",
    ],
  ],
  [
    'child_abuse',
    [
      'the little lad at number 12 is always filthy and has marks all up his arms',
      'my stepdad belts me when mum is out. im 12',
      'my daughter says her dad holds her under the cold shower when shes at his',
    ],
  ],
  [
    'child_exploitation',
    [
      'my 15 yr old keeps vanishing to the coast for days and comes home with cash and two phones',
      'these older lads want me to take a bag on the train or theyll hurt my mum',
      'he bought her vapes and trainers and now hes getting her to sleep with his mates, shes 14',
    ],
  ],
  [
    'stalking',
    [
      'this guy i went on one date with keeps appearing at my gym and my bus stop',
      'found an apple tag stitched in my handbag lining',
      'someone sits in a grey corsa across from my flat every single night looking up at my window',
    ],
  ],
  [
    'harassment',
    [
      'I keep getting vile voicemails from a bloke I used to share an office with',
      'girls in my year made a group chat just to take the mick and tell me to die',
      'a woman i fell out with is posting on the village page that im a thief and turning folk against me',
    ],
  ],
  [
    'intimate_images',
    [
      'my ex put our sex video on telegram',
      'lads at sixth form made an ai picture of me with no clothes on',
      'landlord had a tiny camera in the shower room',
    ],
  ],
  [
    'spiking',
    [
      'had one prosecco and next thing i was on the floor of the toilets, couldnt talk, that isnt me',
      'felt a scratch on my leg in the nightclub and now theres a little mark',
      'my mate thinks somebody put something in her cider, she was all floppy',
    ],
  ],
  [
    'assault',
    [
      'got decked outside wetherspoons for no reason and broke my cheek',
      'a complete stranger kicked my son off his feet at the skate park and stamped on him',
      'someone spat in my face at the tram stop',
    ],
  ],
  [
    'weapon_attack',
    [
      'two masked lads came at me swinging machetes',
      'my mate got shanked in the leg friday',
      'he poured something that burned over my face i think it was battery acid',
    ],
  ],
  [
    'kidnap_attempted_murder',
    [
      'they shoved me in the back of a van and drove round for hours before letting me go',
      'he held my head under the bath water till i blacked out, the police say attempted murder',
      'I was kept in a garage for two days until my family paid',
    ],
  ],
  [
    'hate_crime',
    [
      'a bloke on the tram told me to take my scarf off and go back to where i came from',
      'Someone has drawn a swastika on the synagogue door',
      'kids keep mimicking the way i walk and calling me a spaz, i have cerebral palsy',
    ],
  ],
  [
    'honour_abuse_forced_marriage',
    [
      'my dad has booked flights to Lahore and says I am to marry my cousin',
      'my brothers found out about my boyfriend and say i have shamed them, i ran away',
      'I dont want this wedding but nobody in my family will hear no',
    ],
  ],
  [
    'fgm',
    [
      'my mother in law keeps saying my baby girl needs to be cut like all the women in the family',
      'i was cut when i was six in sudan and now it hurts every month',
      "a girl in my class says she's going to gambia for a ceremony that makes her a woman",
    ],
  ],
  [
    'modern_slavery',
    [
      'the boss at the nail bar keeps my passport and I sleep in the back room with four others',
      'I came for a cleaning job but they make me see men for money',
      'they said I owe for the journey so I wash cars 14 hours and get nothing',
    ],
  ],
  [
    'home_takeover',
    [
      'some men are dealing out of my brothers flat, he has learning difficulties and they wont leave',
      'i let a lad stay one night now theres five of them and i sleep in the bath',
      'they took my keys and cook drugs in my kitchen',
    ],
  ],
  [
    'older_person_abuse',
    [
      "my mum has dementia and one of the carers handles her so rough she's got bruises",
      'Im 81. my grandson takes my pension money every Thursday and shouts if I argue',
      'the nursing home leave dad sitting in wet pads for hours',
    ],
  ],
  [
    'bereaved_by_homicide',
    [
      'my brother was stabbed and he died at the scene',
      'the man who killed our daughter is up for parole',
      'We lost mum, my dad murdered her',
    ],
  ],
  [
    'road_crime',
    [
      'a drunk driver put my wife in intensive care',
      'car jumped the lights and hit me on the crossing then just drove off',
      'our lad was killed on his motorbike by someone on their phone behind the wheel',
    ],
  ],
  [
    'terror_major_incident',
    [
      'I was at the concert when the bomb went off',
      'we ran from the market when that man drove the lorry into everyone',
      'cant stop seeing what i saw at london bridge',
    ],
  ],
  [
    'robbery',
    [
      'three lads on bikes surrounded me and made me hand over my phone and trainers',
      'got jumped for my watch, they punched me to the floor and pulled it off my arm',
      'a man held a blade to me and marched me to the cash machine',
    ],
  ],
  [
    'theft_from_person',
    [
      'someone on a moped whipped my phone out of my hand',
      'my purse was lifted from my handbag in the market',
      'lost my wallet on the tube, pretty sure it was a pickpocket',
    ],
  ],
  [
    'burglary',
    [
      'came back from holiday and the patio doors had been jemmied, all mums jewellery gone',
      'some scrote has been in my house while we slept and had the telly',
      'our church hall was broken into on sunday',
    ],
  ],
  [
    'vehicle_crime',
    [
      'woke up and my van wasnt on the drive',
      'they had the catalytic converter off my prius',
      'someone put the car window through and had my sat nav',
    ],
  ],
  [
    'bicycle_theft',
    [
      'they cut through my d lock outside the station and my bikes gone',
      'my sons new mountain bike got nicked from the park',
      'Bicycle was stolen from the hospital racks',
    ],
  ],
  [
    'theft',
    [
      'somebody had my coat away from the pub',
      'my parcel went from the doorstep before i got home',
      'cleaner has been helping herself to my rings',
    ],
  ],
  [
    'business_crime',
    [
      'they come in my shop every day and fill bags with meat and walk out',
      'a customer threw a basket at me on the till and swore',
      'someone has taken the quad bike and diesel off our farm',
    ],
  ],
  [
    'damage_arson',
    [
      'someone poured paint stripper all over my car',
      'youths set light to my fence',
      'a brick came through the front window last night',
    ],
  ],
  [
    'fraud',
    [
      'a text said my parcel was held, i put my card in and they emptied my account',
      'paid a builder 4 grand up front and never saw him again',
      'somebody took a phone contract out using my name',
    ],
  ],
  [
    'romance_investment_fraud',
    [
      'I sent nine thousand pounds to a woman I met on hinge and she doesnt exist',
      'put my redundancy into a bitcoin site and now i cant take anything out',
      'a man saying he was police rang nan and sent a courier for her bank card',
    ],
  ],
  [
    'cyber_crime',
    [
      'cant get in my insta, someone changed the email and is asking my followers for cash',
      'a girl online got me to strip on cam and says she will send it to my contacts if I dont pay',
      'all the files at our charity are encrypted and theres a ransom note',
    ],
  ],
  [
    'antisocial_behaviour',
    [
      'music through the wall till 4 every night and the council do nothing',
      'gangs of kids smoking weed in our stairwell and chucking eggs',
      'him next door revs his motorbike at all hours and screams at anyone who asks him to stop',
    ],
  ],
  [
    'other',
    [
      'a dog off its lead bit my arm and the owner walked off',
      'something happened and i dont know if its even a crime',
      'a police officer lied about me in court',
    ],
  ],
  [
    'domestic_abuse',
    [
      'he tells me im thick and fat every day and went through my phone again, we been married 6 years',
      'my son is 19 and when he doesnt get money he pins me against the wall',
    ],
  ],
  [
    'sexual_violence',
    [
      'my manager followed me in the stock room and shoved his hand up my top',
      'i was too drunk to say yes and he did it anyway',
    ],
  ],
  [
    'childhood_sexual_abuse',
    [
      'My swimming coach abused me for years when I was a girl',
      'it was my uncle, i was nine, mum didnt believe me',
    ],
  ],
  [
    'child_abuse',
    [
      'my neighbours toddler is shut outside in the cold and sobs for ages',
      'dad hits me with his shoe if i get things wrong im 10',
    ],
  ],
  [
    'child_exploitation',
    [
      'my nephew has started hanging with olders and he has a burner phone, think hes shotting',
      'they said if I dont carry the food to the next town ill get stabbed, im 16',
    ],
  ],
  [
    'stalking',
    [
      'a customer found my home address and leaves roses on my step every week',
      'no matter how many times i block her she makes another account and messages me',
    ],
  ],
  [
    'harassment',
    [
      'someone keeps ringing me in the middle of the night and breathing',
      'the debt man says hes going to break my legs',
    ],
  ],
  [
    'intimate_images',
    ['he says hell send my nudes to my boss', 'a boy in my class is passing round a photo of me in my bra'],
  ],
  [
    'spiking',
    [
      'my vape tasted odd and then i couldnt move my arms',
      'got home and cant remember anything after the second drink, my friends say my eyes were rolling',
    ],
  ],
  [
    'assault',
    [
      'a bouncer dragged me out by my hair and punched me',
      'five girls battered my daughter at the bus station',
    ],
  ],
  ['weapon_attack', ['he smashed a bottle and came for my neck', 'they fired a gun at our front door']],
  [
    'kidnap_attempted_murder',
    ['two men grabbed me off the street and tied my hands', 'he tried to drown me in the canal'],
  ],
  [
    'hate_crime',
    [
      'we were holding hands and a group yelled faggots and threw cans',
      'my neighbour calls us pakis every time my kids go out',
    ],
  ],
  [
    'honour_abuse_forced_marriage',
    [
      'my aunt says ill be sent back home to be married this summer',
      'they lock me in because i said no to the rishta, its about izzat',
    ],
  ],
  [
    'fgm',
    ['I am afraid they will circumcise my daughters when we visit family', 'they did fgm on me as a baby'],
  ],
  [
    'modern_slavery',
    [
      'I work on a farm, they take all my wages for the caravan and keep my papers',
      'my cousin is forced to sell her body by the people that brought her over',
    ],
  ],
  [
    'home_takeover',
    [
      'drug dealers have moved into my flat and use my bedroom',
      'since mum went in hospital strangers have taken over her bungalow',
    ],
  ],
  [
    'older_person_abuse',
    ['my nan is 88 and her neighbour got her to sign the house over', 'the carer slaps my grandmother'],
  ],
  [
    'bereaved_by_homicide',
    ['my son was murdered last year and the trial starts monday', 'he killed my best friend with one punch'],
  ],
  [
    'road_crime',
    [
      'some idiot racing knocked my dad off his bicycle, he has brain damage',
      'a lorry driver killed my sister, he was charged with death by dangerous driving',
    ],
  ],
  [
    'terror_major_incident',
    [
      'i survived the arena attack and cant go in crowds',
      'i was on the train when he started stabbing everybody',
    ],
  ],
  [
    'robbery',
    [
      'mugged at the cash point last night',
      'they pushed my grandma over and ran off with her bag, she broke her hip',
    ],
  ],
  [
    'theft_from_person',
    [
      'dancing in a club and when i checked my back pocket phone was gone',
      'a lady bumped me and my wallet was gone from my coat',
    ],
  ],
  [
    'burglary',
    [
      'somebody kicked my back door in and went through all the drawers',
      'burglers took my laptop and ps5 while i was at work',
    ],
  ],
  [
    'vehicle_crime',
    ['my motor has been pinched from outside the house', 'broke in the van and had all my tools'],
  ],
  [
    'bicycle_theft',
    ['ebike gone from the communal hallway, lock cut', 'someone robbed my bike outside tesco'],
  ],
  [
    'theft',
    ['someone stole our puppy from the garden', 'left my laptop in the library for 2 mins and it was taken'],
  ],
  [
    'business_crime',
    [
      'patients keep hitting me, im a nurse in a&e',
      'i run a corner shop and kids keep nicking sweets and threatening me',
    ],
  ],
  ['damage_arson', ['my tyres have been slashed for the third time', 'somebody torched my caravan']],
  [
    'fraud',
    [
      'a woman rang saying she was from barclays fraud team and i moved 3 thousand to a safe account',
      'the tickets i bought for taylor swift were fake',
    ],
  ],
  [
    'romance_investment_fraud',
    [
      'met a soldier on facebook, he needs money for his flight home, iv sent 5k',
      'i invested in forex through an advert and the broker has vanished',
    ],
  ],
  [
    'cyber_crime',
    [
      'my email got hacked and all my photos deleted',
      'they recorded me on webcam and want bitcoin or theyll post it',
    ],
  ],
  [
    'antisocial_behaviour',
    [
      'the lads racing their cars round the estate all night',
      'neighbour from hell, shouting swearing throwing rubbish over my fence',
    ],
  ],
  [
    'other',
    [
      'my landlord changed the locks and put my stuff in the street',
      'im not sure what this counts as but i feel something wrong was done to me',
    ],
  ],
]

/** What people also type at an assistant: no crime is named. */
export const SEEN_NO_CRIME: readonly string[] = [
  'hello',
  'hi there',
  'what is the weather',
  'thank you',
  'ok',
  'yes please',
  'no',
  'what can you do',
  'who are you',
  'are you a robot',
  'I want to speak to a person',
  'can i have this in polish',
  'where is the nearest bus stop',
  'what time do you open',
  'asdfgh',
  '?',
  '12345',
  'ST16 3AB',
  'I live in Stafford',
  'can you help me with my homework',
  'tell me a joke',
  'how do i apply for a job with you',
  'my internet is slow',
  'I would like to book a table',
  'the website is not loading',
  'good morning',
  'is this free',
  'how do i delete my details',
  'do you speak welsh',
  'what does consent mean',
  'happy birthday',
  'i like your website',
  'next',
  'go back',
  'not sure',
  'rather not say',
  'my name is Sam',
  'call me after 5',
  '07700 900123',
  'lovely day today',
  'hiya',
  'whats this for',
  'how long will it take',
  'can my friend use this too',
  'change language',
  'nothing thanks',
  'i pressed the wrong button',
  'what is a gateway',
  'is there a bus to the hospital',
  'how do i get a refund on my train ticket',
  'cheers',
  'can you ring me tomorrow',
  'lol',
  'my cat is called Tiger',
  'what do you do with my data',
  'can i come back later',
  'I have a question about council tax',
  'see you',
  'sorry wrong number',
  'which area am i in',
]

/** Texts of people in danger. `now` must be heard as now or at least asked about. */
export const SEEN_DANGER: readonly (readonly [DangerKind, 'now' | 'ask', readonly string[]])[] = [
  [
    'immediate',
    'now',
    [
      'he has a hammer and hes coming upstairs',
      'theres someone trying to get in my back door',
      'im in the wardrobe he doesnt know im here',
      'my ex is in the garden with petrol',
      'she just stabbed my uncle',
      'he is strangling my mum pls hurry',
      'they are kicking the door down',
      'i cant get out he took the keys',
      'hes back early if he sees this im dead',
      'i think im going to be killed tonight',
      'bleeding a lot where he bottled me',
      'theres a man following me im walking faster',
      'he said when he gets home hes going to finish me off',
      'they got me in a car i dont know where we are',
      'my husband is smashing the house up and im frightened',
      'send someone please he has got a gun',
      'he keeps punching me in the stomach im pregnant',
      'shes waving a knife about',
      'i can hear him outside my window again',
      'my boyfriend has his hands round her throat',
    ],
  ],
  [
    'immediate',
    'ask',
    [
      'hes never hit me but im scared of what hell do when i tell him',
      'he gets out of prison on friday',
      'i dont feel safe at home',
      'hes breached the non molestation order twice',
      'he says hell burn the house down if i go',
      'i havent got anywhere safe to sleep',
      'he choked me last month',
      'my brother threatens me all the time',
    ],
  ],
  [
    'suicide',
    'now',
    [
      'i dont want to be alive any more',
      'ive got the tablets in front of me',
      'my kids would be better off if i was gone',
      'i just took a load of paracetamol',
      'im on the bridge',
      'my son says he wants to kill himself',
      'cant do this anymore im going to end it',
      'ive written my goodbye letters',
      'i want to go to sleep and not wake up',
      'since the video got out i just want to die',
      'been cutting my wrists again and i cant stop the blood',
      'nothing left for me, tonight is the night',
    ],
  ],
  [
    'suicide',
    'ask',
    [
      'whats the point of anything',
      'i cant see a way out of this debt',
      'i feel like a burden on everyone',
      'i tried to take my life in march',
    ],
  ],
  [
    'child',
    'now',
    [
      'my stepdad is hurting my little sister',
      'my ex has taken the kids and wont say where',
      'he shakes the baby when she cries',
      'i am 11 and my uncle touches me',
      'mum is hitting my brother with a belt right now',
      'the toddler downstairs has been left alone all night',
      'my daughter hasnt come home shes 13',
      'hes going to hurt the kids',
    ],
  ],
  ['child', 'ask', ['my kids are frightened of their dad', 'im worried my niece is being groomed', 'im 13']],
  [
    'harm_to_others',
    'now',
    [
      'im going to kill him',
      'ive got a bat and im going round to his',
      'i keep thinking about stabbing my dad',
      'i just hit my wife and she isnt moving',
      'i swear i will burn his house down',
      'im scared i will hurt my baby',
      'i want to hurt the people who did this',
    ],
  ],
  [
    'harm_to_others',
    'ask',
    [
      'i lose my temper and push my girlfriend',
      'i want revenge on them',
      'i get so angry i dont know what i might do',
    ],
  ],
  [
    'immediate',
    'now',
    [
      'hes trying to climb through the bathroom window',
      'locked in the loo hes screaming at me',
      'she is coming at me with scissors',
      'three men just forced their way in my flat',
      'my dads beating my mum up',
      'quick he went to get the axe',
      'pls send police hes going mental',
      'im being followed by a car',
      'he wont let me leave the room',
      'hes just raped me',
      'there is a gang outside with bats shouting my name',
      'he told me he is gonna slit my throat',
    ],
  ],
  [
    'immediate',
    'ask',
    [
      'i am terrified of my ex',
      'he grabs my neck when hes drunk',
      'she knows where i live and she wont stop',
      'im too scared to go home',
    ],
  ],
  [
    'suicide',
    'now',
    [
      'i wish i was dead',
      'ive swallowed a bottle of pills',
      'my friend texted me goodbye and says shes going to jump',
      'i have a rope',
      'no one would notice if i died',
      'i cant live like this any longer',
      'thinking of ending my life',
    ],
  ],
  ['suicide', 'ask', ['i have lost all hope', 'everything is pointless and i cant cope']],
  [
    'child',
    'now',
    [
      'her boyfriend is kicking the little boy',
      'my dad comes in my bed at night im 9',
      'someone has snatched my daughter',
      'they leave the baby on his own for hours',
      'hes threatening to kill the children',
    ],
  ],
  ['child', 'ask', ['the kids see everything he does to me']],
  [
    'harm_to_others',
    'now',
    [
      'im gonna stab him when i see him',
      'i feel like killing my boss',
      'ive got petrol and i know where he lives, hes going to pay',
      'i cant stop myself from hurting her',
    ],
  ],
  ['harm_to_others', 'ask', ['i slapped my partner last night', 'im worried about my own anger']],
  [
    'immediate',
    'now',
    [
      'hes battering down my bedroom door',
      'she has scissors and shes screaming shell do me',
      'ive barricaded myself in the spare room',
      'they have got my sister pinned on the floor kicking her',
      'he just poured lighter fluid on the sofa',
      'im at the bus stop and the same man is right behind me again',
      'pls hurry he woke up',
      'my ex got through the cat flap hes in my kitchen',
      'he says i wont see the morning',
      'somebody with a machete outside the shop',
      'he wont let go of my throat',
      'im hurt and hes still in the house',
    ],
  ],
  [
    'immediate',
    'ask',
    [
      'he went for me last night, im scared hell do it again',
      'im frightened of my son',
      'he keeps threatening to hurt me if i leave',
      'she throws things at me when she drinks',
    ],
  ],
  [
    'suicide',
    'now',
    [
      'i cant carry on living',
      'ive got a blade and im going to do my wrists',
      'im standing on the platform and i want it over',
      'me and the baby would be better off dead',
      'she has taken all her antidepressants',
      'by tomorrow i wont be here',
      'i just wanna be dead',
    ],
  ],
  ['suicide', 'ask', ['i dont see a future', 'sometimes i think about not being here']],
  [
    'child',
    'now',
    [
      'my brother 6 is being punched by mums bf',
      'he is trying to take my little girl out the country tonight',
      'i heard next door throw the kid against the wall',
      'theyve locked their 3 year old in the car and gone',
      'my coach keeps touching me im 14',
    ],
  ],
  ['child', 'ask', ['i think my grandchild is not being looked after']],
  [
    'harm_to_others',
    'now',
    [
      'i am going to smash his face in tonight',
      'got a blade on me and im waiting for him outside his work',
      'i want to strangle my husband in his sleep',
      'if they let him out ill shoot him',
    ],
  ],
  ['harm_to_others', 'ask', ['sometimes i hit my kids and i hate it', 'im frightened of my own temper']],
]

/** They sound like danger and are not: never `now`, and seldom `ask`. */
export const SEEN_LOOKALIKES: readonly string[] = [
  'i could kill for a coffee',
  'my phone battery died',
  'he used to hit me years ago but we are long divorced',
  'that pothole killed my tyre',
  'dying to see you all',
  'bored to death in this queue',
  'i have the skill to do it',
  'mum is going to kill me when she sees my room',
  'these shoes are killing me',
  'i nearly died laughing',
  'watched a film where he kills himself',
  'the knife and fork are in the drawer',
  'my laptop died',
  'i smashed it at the gym',
  'we had a pillow fight',
  'what a killer song',
  'shoot me an email',
  'i missed the bus',
  'i am on fire today',
  'panic attack last week',
  'heart attack',
  'i was attacked in 2015 and it is all over now',
  'hang on a minute',
  'drop dead gorgeous',
  'the plant is dead',
  'i burned the toast',
  'cut my finger chopping onions',
  'my dad passed away peacefully',
  'i am so tired of this form',
  'the police were lovely',
  'dead battery',
  'it cost a bomb',
  'i would murder a curry',
  'he shot hoops with the kids',
  'blood test on monday',
  'fire drill at work',
  'the dog is outside',
  'give up my seat',
  'i beat my brother at fifa',
  'my bike was stolen last week',
  'id kill for a pint',
  'the car died on the motorway',
  'i was burgled in march',
  'dead on my feet',
  'my mum will go mad if i am late',
  'he got shot of his old car',
  'we killed time at the shops',
  'i am dying for the loo',
  'the show was a hit',
  'the parcel driver is outside',
  'i stabbed my toe on the table',
  'my gran died of old age',
  'the bomb squad film was good',
  'she is drop dead gorgeous',
  'i could sleep for a week',
  'my ex lives in spain now',
  'that exam was murder',
  'i want to end this chat',
  'sick to death of emails',
  'my head is killing me',
  'my legs are killing me after that run',
  'i would die for one of your cakes',
  'the film was about a hostage',
  'he is a lady killer',
  'he hit the roof when he saw the bill',
  'shoot i forgot my password',
  'my tablet died',
  'cut it out',
  'the wifi is dead again',
  'my dad collapsed laughing',
  'she is a real bombshell',
  'the kids are outside playing',
  'we were burgled while out at bingo',
  'the neighbours dog barks all night',
  'i jumped out of my skin',
  'hunger is killing me',
  'he died in the war',
  'she beat me to the last seat',
  'in 2010 i was attacked by a stranger',
  'knife crime is in the news a lot',
]

/** Needs in people's own words. */
export const SEEN_NEEDS: readonly (readonly [string, string])[] = [
  ['health', 'i keep having nightmares and panic attacks'],
  ['health', 'my gp gave me tablets but i need counselling'],
  ['health', 'im not sleeping'],
  ['housing', 'i need somewhere else to live'],
  ['housing', 'we are sofa surfing'],
  ['housing', 'can someone change my locks'],
  ['family', 'i want help for my kids, they saw it'],
  ['family', 'worried about custody'],
  ['family', 'how do i keep contact with my children'],
  ['work_education', 'ive had so much time off ill lose my job'],
  ['work_education', 'i cant face college'],
  ['work_education', 'my employer doesnt understand'],
  ['drugs_alcohol', 'im drinking every night to cope'],
  ['drugs_alcohol', 'i relapsed'],
  ['drugs_alcohol', 'i need a detox'],
  ['money', 'i cant pay the rent'],
  ['money', 'all our savings went'],
  ['money', 'we are using the food bank'],
  ['confidence', 'i feel so stupid and ashamed'],
  ['confidence', 'i have lost all my confidence'],
  ['confidence', 'i blame myself'],
  ['social', 'i have no friends left'],
  ['social', 'so lonely since'],
  ['social', 'i dont go out or see anyone'],
  ['safety', 'i want to feel safe in my house'],
  ['safety', 'how do i get an injunction'],
  ['safety', 'i am scared he will come back'],
  ['justice', 'do i have to go to court'],
  ['justice', 'the police closed the case'],
  ['justice', 'i want to report it'],
  ['rights', 'what are my rights'],
  ['rights', 'i want to complain about how i was treated'],
  ['rights', 'what am i entitled to'],
  ['reparation', 'can i get compensation'],
  ['reparation', 'i want to meet the lad who did it and hear him say sorry'],
  ['reparation', 'will the insurance pay'],
  ['immigration', 'my visa depends on my husband'],
  ['immigration', 'i am an asylum seeker'],
  ['immigration', 'will they deport me'],
  ['being_heard', 'i just want someone to listen'],
  ['being_heard', 'nobody believes me'],
  ['being_heard', 'i need to talk to someone'],
]

/** Texts written after the words were fixed: nothing was changed for their sake, so they say how well this hears. */
export const UNSEEN_CRIMES: readonly (readonly [Crime, readonly string[]])[] = [
  [
    'domestic_abuse',
    [
      'we split in june but he still holds my bank card and tells me when im allowed to see my sister',
      'my mums partner gets in my face and lobs stuff at her when hes had a drink',
    ],
  ],
  [
    'sexual_violence',
    [
      'the masseur touched me in places he shouldnt have',
      'he spiked the mood and then forced himself inside me',
    ],
  ],
  [
    'childhood_sexual_abuse',
    [
      'I am in my sixties. The man who ran our youth club interfered with me when I was ten',
      'my older brother used to get in my bed when we were kids and i still cant talk about it',
    ],
  ],
  [
    'child_abuse',
    [
      'theres a baby in the flat below that cries all day and i hear slapping',
      'i teach year 4 and a boy came in with cigarette burns',
    ],
  ],
  [
    'child_exploitation',
    [
      'my daughter is 14 and gets picked up by different cars every weekend, comes back with vodka',
      'they make me keep stuff in my room for them or theyll do my family',
    ],
  ],
  [
    'stalking',
    [
      'a man from church turns up at every place i go, i moved house and he found me again',
      'she phones my office forty times a day pretending to be clients',
    ],
  ],
  [
    'harassment',
    [
      'my former tenant sends me letters saying hell get me',
      'people at college keep putting notes in my locker calling me a slut',
    ],
  ],
  [
    'intimate_images',
    [
      'the guy i was seeing stuck my topless pics on a forum',
      'someone is saying theyll show everybody the video of me in bed',
    ],
  ],
  [
    'spiking',
    [
      'i had a lemonade and woke up in a&e, they reckon ghb',
      'someone stuck me with something at a festival and i went all dizzy',
    ],
  ],
  [
    'assault',
    [
      'some drunk elbowed me in the eye at the football',
      'my flatmates mate shoved me down the steps and i broke my wrist',
    ],
  ],
  [
    'weapon_attack',
    [
      'a lad showed me a blade in his waistband and told me to get off the estate',
      'they came with hammers and one got my uncle across the head',
    ],
  ],
  [
    'kidnap_attempted_murder',
    ['he locked me in his cellar for a week', 'someone ran me over on purpose trying to finish me'],
  ],
  [
    'hate_crime',
    [
      'every time i use my crutches someone on that corner mocks me and calls me a cripple',
      'they beat my cousin up for being trans',
    ],
  ],
  [
    'honour_abuse_forced_marriage',
    [
      'my parents took my phone and passport and keep saying the groom is waiting in Bangladesh',
      'uncle says i have ruined the familys honour because i left my husband',
    ],
  ],
  [
    'fgm',
    [
      'grandma wants my sisters cut before they turn nine',
      'a lady from our village is coming over to do the girls',
    ],
  ],
  [
    'modern_slavery',
    [
      'i pick veg all week, they give me 20 quid and say i still owe them for the van and the bed',
      'the family i nanny for wont let me out or pay me and hid my visa',
    ],
  ],
  [
    'home_takeover',
    [
      'this guy befriended my uncle and now his place is a crack den and he cant get them out',
      'they made me give them a key and come and go as they like, im too scared to be in my own place',
    ],
  ],
  [
    'older_person_abuse',
    [
      'my aunt is 90 and her live in helper screams at her and wont feed her',
      'i think my brother is draining mums account, he has power of attorney',
    ],
  ],
  [
    'bereaved_by_homicide',
    [
      'they found my cousin dead, police say it was murder',
      'its two years since my little girl was taken from us by that killer',
    ],
  ],
  [
    'road_crime',
    [
      'a boy racer wiped out my husband on the a38, he never came home',
      'van driver was texting and went into the back of me, my legs smashed',
    ],
  ],
  [
    'terror_major_incident',
    [
      'my sister was hurt in the explosion at the station',
      'i hid in the toilets while the gunmen were in the shopping centre',
    ],
  ],
  [
    'robbery',
    [
      'a gang stopped me in the underpass, said theyd cut me and took my airpods and cash',
      'masked man threatened me with a screwdriver at the cash machine and took forty quid',
    ],
  ],
  [
    'theft_from_person',
    [
      'a kid on an electric bike grabbed the phone from my hands as i was texting',
      'some one had their hand in my rucksack on the escalator, my purse has gone',
    ],
  ],
  [
    'burglary',
    [
      'got in last night to find the kitchen window smashed and the place turned upside down',
      'thieves got in our allotment hut and cleared it',
    ],
  ],
  [
    'vehicle_crime',
    [
      'two lads rode off with my motorbike',
      'they smashed the passenger window and had my handbag off the seat',
    ],
  ],
  [
    'bicycle_theft',
    [
      'my daughters pink bike got took out the front garden',
      'chained my bike up at uni and came back to just the front wheel',
    ],
  ],
  [
    'theft',
    [
      'a workmate has been nicking money from my purse',
      'amazon said delivered but some toerag took the box off my step',
    ],
  ],
  [
    'business_crime',
    [
      'group of teenagers emptied the alcohol aisle and shoved my security guard',
      'we had lead stripped off our warehouse and stock gone',
    ],
  ],
  [
    'damage_arson',
    ['some one scratched a rude word in my bonnet', 'they pushed burning paper through my letterbox'],
  ],
  [
    'fraud',
    [
      'i got a call off my bank it wasnt my bank and now theres 2k missing',
      'bought a car online and it never came, the seller blocked me',
    ],
  ],
  [
    'romance_investment_fraud',
    [
      'the guy ive been chatting to for months wants me to buy him gift cards so he can come over',
      'put 30k in a trading app my friend on telegram told me about, its all gone',
    ],
  ],
  [
    'cyber_crime',
    [
      'somebody logged in to my emails and is messaging everyone',
      'i sent a pic to a girl on snap, now its a bloke asking for 500 quid or my mum sees it',
    ],
  ],
  [
    'antisocial_behaviour',
    [
      'theres kids on mopeds tearing up and down our close every night',
      'the flat above parties til dawn and drops fag ends on my washing',
    ],
  ],
  ['other', ['saw a man beating his dog in the park', 'my doctor did an operation i never agreed to']],
]
export const UNSEEN_NO_CRIME: readonly string[] = [
  'evening',
  'just looking',
  'what happens if i press send',
  'do you have leaflets',
  'can i get this in large print',
  'how old do you have to be',
  'my phone is at 2 percent',
  'ignore that',
  'where do i park for the hospital',
  'do you know a good plumber',
  'i am a student doing research',
  'who runs this',
  'can you read this',
  'i like gardening',
  'what is the time',
  'its raining again',
  'are you open on bank holidays',
  'i forgot my reference',
  'my daughter starts school today',
  'the bus driver was really kind',
]

/** Written after the danger phrases were fixed, as the crimes above. */
export const UNSEEN_DANGER: readonly (readonly [DangerKind, 'now' | 'ask', readonly string[]])[] = [
  [
    'immediate',
    'now',
    [
      'hes put a padlock on the front door and gone to fetch his mates to sort me out',
      'pls he has my hair and wont stop',
      'shes gone for my dad with a broken bottle',
      'in the car with him he is driving really fast saying we will both die',
      'my neighbour is screaming that hes killing her',
      'they have come back with a crowbar',
      'im crouched behind the bins they are searching for me',
      'i can smell petrol and he is laughing',
      'she wont let the paramedic in and i cant stop the bleeding',
      'he broke my arm and locked me out in the garden hes still raging',
      'the man from the bus has got off at my stop and is walking up to me',
      'my cousin turned up with a gun',
    ],
  ],
  [
    'immediate',
    'ask',
    [
      'he finds out where i moved to every time',
      'when he drinks i hide in the bathroom',
      'he said i would regret it if i rang you lot',
      'my bruises arent even gone and hes back living here',
    ],
  ],
  [
    'suicide',
    'now',
    [
      'i dont think i will make it through tonight',
      'ive saved up all my sleeping tablets',
      'theres no reason for me to stay alive',
      'my sister keeps saying she wants to be dead',
      'i am going to walk into the sea',
      'im done, tell my kids i love them',
      'im gonna od tonight',
    ],
  ],
  ['suicide', 'ask', ['nobody would even miss me', 'feel like giving up on everything']],
  [
    'child',
    'now',
    [
      'dad keeps whacking my sister shes 4',
      'a man in a van tried to get my boy to go with him just now',
      'my step mum makes me sleep in the shed and im hungry im 10',
      'she holds a pillow over the babys face',
      'my 13 year old has gone off to meet a man she met on roblox',
    ],
  ],
  [
    'child',
    'ask',
    [
      'the girl next door looks so thin and never goes to school',
      'my boy comes back from his dads with marks on him',
    ],
  ],
  [
    'harm_to_others',
    'now',
    [
      'im about to put his windows in and then him',
      'tonight i will make sure he never hurts anyone again, i have the knife',
      'i dreamt of killing her and now i cant stop planning it',
      'i shook my baby',
    ],
  ],
  ['harm_to_others', 'ask', ['i scare my wife when i shout', 'i want them to suffer like i did']],
]
export const UNSEEN_LOOKALIKES: readonly string[] = [
  'the traffic was murder',
  'i nearly had a heart attack when i saw the price',
  'she slays',
  'he is a knockout',
  'my back is killing me',
  'my car conked out and died',
  'we saw a murder mystery at the theatre',
  'i am drowning in paperwork',
  'the kids hit the pinata',
  'this heat will finish me off',
  'he throws a great party',
  'my ex sends me a birthday card',
  'the deadline is tomorrow',
  'i was mugged two years ago',
  'the vet put our dog to sleep',
  'he shot a great photo',
  'my son is kicking a ball outside',
  'im hungry enough to eat a horse',
  'stop hitting refresh',
  'i could strangle this printer',
  'the burglars left in april',
  'i had my bag stolen last summer',
  'we are expecting a baby',
  'what a blast',
  'dead easy to use',
]
