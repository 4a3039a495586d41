/** The state machines as people see them on a case; states and notes are word for word those of `workflows/`. */
export const WORKFLOW_EN = {
  'machine.unblock-project': 'Clearing one case',
  'machineNote.unblock-project':
    'One case from report to end. Looks where the case stands and does what follows: climb the ladder, wait out a pause, reallocate the idle capital. Anything unexpected goes to the operator, never to a dead execution.',
  'state.unblock-project.Begin': 'Begin',
  'stateNote.unblock-project.Begin':
    'The execution is named after the blocker, so a blocker can be started once only',
  'state.unblock-project.Open the case': 'Open the case',
  'stateNote.unblock-project.Open the case': 'Opens the case of the blocker, or finds the one that is open',
  'state.unblock-project.Look where the case stands': 'Look where the case stands',
  'stateNote.unblock-project.Look where the case stands': 'DynamoDB knows; the workflow never remembers',
  'state.unblock-project.What follows?': 'What follows?',
  'stateNote.unblock-project.What follows?': 'Only what next-step returned decides',
  'state.unblock-project.Climb the ladder': 'Climb the ladder',
  'stateNote.unblock-project.Climb the ladder': 'Until the case leaves the ladder',
  'state.unblock-project.Wait until the pause is looked at again': 'Wait until the pause is looked at again',
  'stateNote.unblock-project.Wait until the pause is looked at again':
    "A pause that stops no approval's clock: looked at every working day and on its review date",
  'state.unblock-project.Reallocate the idle capital': 'Reallocate the idle capital',
  'stateNote.unblock-project.Reallocate the idle capital':
    'Until the move is committed or rejected; a rejected move brings the case back to the ladder',
  'state.unblock-project.Step is unknown': 'Step is unknown',
  'stateNote.unblock-project.Step is unknown':
    'A newer next-step than this definition knows: an operator moves the case to a new execution',
  'state.unblock-project.Call the operator': 'Call the operator',
  'stateNote.unblock-project.Call the operator':
    'An approval of kind recoverCase to the duty office; its answer wakes this execution, which looks again. Called again every day without an answer: then the deputy is asked, and the office afresh',
  'state.unblock-project.Is there a case?': 'Is there a case?',
  'stateNote.unblock-project.Is there a case?': 'Go on where it stopped',
  'state.unblock-project.The case is closed': 'The case is closed',
  'stateNote.unblock-project.The case is closed': 'cleared, reallocated or out of scope',
  'machine.climb-ladder': 'Going up the ladder',
  'machineNote.climb-ladder':
    'Takes one case up the ladder: asks the office that holds it, collects the decision, looks where the case stands, and asks the next office, until the case needs something else than an answer.',
  'state.climb-ladder.Ask the office': 'Ask the office',
  'stateNote.climb-ladder.Ask the office':
    'Creates the approval that the case needs now (owner, district chair, district secretary, department, chairman, Standing Committee; the reporter for questions and confirmation), or names the one that is open',
  'state.climb-ladder.Is somebody asked?': 'Is somebody asked?',
  'stateNote.climb-ladder.Is somebody asked?': 'The case may have been paused or closed meanwhile',
  'state.climb-ladder.Collect the decision': 'Collect the decision',
  'stateNote.climb-ladder.Collect the decision':
    'One approval, one child: its history stays short however often the rung is reminded',
  'state.climb-ladder.Look where the case stands': 'Look where the case stands',
  'stateNote.climb-ladder.Look where the case stands':
    'The answer was applied to the case when it was given; here the workflow only learns what follows',
  'state.climb-ladder.Does the ladder go on?': 'Does the ladder go on?',
  'stateNote.climb-ladder.Does the ladder go on?': 'Only what next-step returned decides',
  'state.climb-ladder.The case leaves the ladder': 'The case leaves the ladder',
  'stateNote.climb-ladder.The case leaves the ladder': 'Paused, to be reallocated, or closed',
  'machine.collect-decision': 'Collecting the answer to one ask',
  'machineNote.collect-decision':
    'Collects the answer to one approval: waits for its token until the next point of the ladder (remind, deputy, expiry), does what is due, and waits again until the approval has ended. Silence ends it as expired, never as consent.',
  'state.collect-decision.Plan the wait': 'Plan the wait',
  'stateNote.collect-decision.Plan the wait':
    'Does what is due on the approval now and says how long to wait for the next thing',
  'state.collect-decision.Has the approval ended?': 'Has the approval ended?',
  'stateNote.collect-decision.Has the approval ended?': 'Only what plan-wait returned decides',
  'state.collect-decision.Wait for the answer': 'Wait for the answer',
  'stateNote.collect-decision.Wait for the answer':
    'The token is a cache of this one wait: whoever answers it only wakes the workflow, which then reads the approval itself',
  'state.collect-decision.The approval has ended': 'The approval has ended',
  'stateNote.collect-decision.The approval has ended':
    'decided, expired, withdrawn or undeliverable: the caller looks where its case or move stands',
  'machine.reallocate-capital': 'Reallocating the idle capital',
  'machineNote.reallocate-capital':
    "Moves the idle capital of a case along the legal path: draft, confirmation by the owners, appraisal by k of n offices, submission by the chairman, resolution of the People's Council, decision of the People's Committee, cooling-off, ledger. Every human step is an approval; the final step re-reads everything before it writes.",
  'state.reallocate-capital.Is a move given?': 'Is a move given?',
  'stateNote.reallocate-capital.Is a move given?':
    'Staff can draft a move without a case; the workflow of a case drafts its own',
  'state.reallocate-capital.Draft the move': 'Draft the move',
  'stateNote.reallocate-capital.Draft the move':
    "Donor: the case's project; recipients: those that can lawfully absorb it, by priority",
  'state.reallocate-capital.Was a move drafted?': 'Was a move drafted?',
  'stateNote.reallocate-capital.Was a move drafted?':
    'None when nothing idle can be placed any more; the case is back on the ladder then',
  'state.reallocate-capital.Look where the move stands': 'Look where the move stands',
  'stateNote.reallocate-capital.Look where the move stands': 'DynamoDB knows; the workflow never remembers',
  'state.reallocate-capital.What follows?': 'What follows?',
  'stateNote.reallocate-capital.What follows?': 'Only what next-move-step returned decides',
  'state.reallocate-capital.Ask the offices': 'Ask the offices',
  'stateNote.reallocate-capital.Ask the offices':
    "The approvals of this step: the owners that answer for their figures, n appraisers, or the chairman, the council's clerk, the committee",
  'state.reallocate-capital.Collect the decisions': 'Collect the decisions',
  'stateNote.reallocate-capital.Collect the decisions':
    'All asks of this step at once; when k of n is sure or impossible the rest are withdrawn, which ends their waits',
  'state.reallocate-capital.Collect one decision': 'Collect one decision',
  'stateNote.reallocate-capital.Collect one decision': 'One approval, one child',
  'state.reallocate-capital.Let the cooling-off pass': 'Let the cooling-off pass',
  'stateNote.reallocate-capital.Let the cooling-off pass':
    'Working days in which anybody named can say that it was not them',
  'state.reallocate-capital.Commit the move': 'Commit the move',
  'stateNote.reallocate-capital.Commit the move':
    "Begins the cooling-off, or checks everything against today's figures and posts debit and credit, or rejects a stopped move",
  'state.reallocate-capital.Does a case wait for the move?': 'Does a case wait for the move?',
  'stateNote.reallocate-capital.Does a case wait for the move?':
    'Only a move that staff drafted runs without a case',
  'state.reallocate-capital.The case is told': 'The case is told',
  'stateNote.reallocate-capital.The case is told':
    'The workflow of the case calls the operator and goes on with the move afterwards',
  'state.reallocate-capital.Call the operator': 'Call the operator',
  'stateNote.reallocate-capital.Call the operator':
    'An approval of kind recoverCase to the duty office; its answer wakes this execution, which looks again. Called again every day without an answer: then the deputy is asked, and the office afresh',
  'state.reallocate-capital.The move has ended': 'The move has ended',
  'stateNote.reallocate-capital.The move has ended': 'committed or rejected',
  'arrow.climb': 'the ladder goes on',
  'arrow.pause': 'paused',
  'arrow.reallocate': 'capital is to move',
  'arrow.done': 'closed',
  'arrow.asked': 'somebody is',
  'arrow.ended': 'it has',
  'arrow.moveGiven': 'given',
  'arrow.drafted': 'drafted',
  'arrow.ask': 'opinions are needed',
  'arrow.wait': 'cooling off',
  'arrow.commit': 'to be entered',
  'arrow.hasCase': 'there is',
  'arrow.waitingCase': 'one waits',
  'arrow.timeout': 'the next point has come',
  'arrow.error': 'anything unexpected',
  'arrow.otherwise': 'otherwise',
} as const;
