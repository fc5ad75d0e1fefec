internal import WeirCommands

await runWeir()
