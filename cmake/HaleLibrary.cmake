# With HALE_PCH, the headers that nearly every file reads are compiled once: hale_pch for the libraries, hale_pch_tests for
# GoogleTest programs. It shortens a clean build; an incremental one gains nothing. The libraries do without under g++,
# which, when it optimises, then warns of libstdc++'s own code inlined.
if(HALE_PCH AND HALE_TESTS)
  foreach(pch pch pch_tests)
    add_library(hale_${pch} OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cc)
    target_link_libraries(hale_${pch} PRIVATE hale_flags)
    target_include_directories(hale_${pch} PRIVATE ${PROJECT_SOURCE_DIR})
    target_precompile_headers(hale_${pch} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/${pch}.h)
  endforeach()
  target_link_libraries(hale_pch_tests PRIVATE GTest::gmock)
  target_compile_options(hale_pch_tests PRIVATE -O0)
endif()
function(hale_use_pch target pch)
  if(HALE_PCH AND HALE_TESTS AND (pch STREQUAL pch_tests OR CMAKE_CXX_COMPILER_ID STREQUAL Clang))
    target_precompile_headers(${target} REUSE_FROM hale_${pch})
  endif()
endfunction()

# hale_library(NAME DEPS other…): one static library per folder, named hale_NAME, from the folder's *.cc.
# The link dependencies are the layers: an include that points up fails to link (and tests/layers reads the includes).
function(hale_library name)
  cmake_parse_arguments(arg "" "" "DEPS;SOURCES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  add_library(hale_${name} STATIC ${sources} ${arg_SOURCES})
  target_include_directories(hale_${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_link_libraries(hale_${name} PUBLIC hale_flags)
  hale_use_pch(hale_${name} pch)
  foreach(dep ${arg_DEPS})
    if(TARGET hale_${dep} OR dep MATCHES "^[a-z_]+$")
      target_link_libraries(hale_${name} PUBLIC hale_${dep})
    else()
      target_link_libraries(hale_${name} PUBLIC ${dep})
    endif()
  endforeach()
endfunction()

# hale_embed(TARGET NAME SYMBOL FILES…): the files' texts as a table `{path, text}` in the generated NAME.cc,
# declared in NAME.h as `hale::embedded::SYMBOL()`. Paths are relative to the project.
function(hale_embed target name symbol)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  list(JOIN ARGN "\n" text)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.list "${text}")
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DLIST=${CMAKE_CURRENT_BINARY_DIR}/${name}.list -DOUT=${out} -DSYMBOL=${symbol}
            -DROOT=${PROJECT_SOURCE_DIR} -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()

# hale_unit_test(NAME DEPS libs…): a GoogleTest program from the folder's *.cc.
function(hale_unit_test name)
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  add_executable(unit_${name} ${sources})
  target_link_libraries(unit_${name} PRIVATE hale_flags GTest::gtest_main GTest::gmock)
  # Tests are compiled more often than they run: not optimised, in any build.
  target_compile_options(unit_${name} PRIVATE -O0)
  hale_use_pch(unit_${name} pch_tests)
  foreach(dep ${ARGN})
    target_link_libraries(unit_${name} PRIVATE hale_${dep})
  endforeach()
  target_include_directories(unit_${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  # Absolute paths keep checkouts from sharing a compiler cache: HALE_RELATIVE_TESTS makes tests run from the project's folder.
  set(root ${PROJECT_SOURCE_DIR})
  if(HALE_RELATIVE_TESTS)
    set(root .)
  endif()
  target_compile_definitions(unit_${name} PRIVATE HALE_SOURCE_DIR="${root}")
  foreach(source ${sources})
    file(STRINGS ${source} binary REGEX HALE_BINARY)
    if(binary)
      target_compile_definitions(unit_${name} PRIVATE HALE_BINARY="$<TARGET_FILE:hale>")
      break()
    endif()
  endforeach()
  add_test(NAME unit_${name} COMMAND unit_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
