#include "compiler/cli/cli.h"

int main(int argc, char** argv) { return hale::cli::run(argc, argv); }
