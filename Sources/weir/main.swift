internal import WeirCommands

runWeir()
