# hale_library(NAME DEPS other…): one static library per folder, named hale_NAME, from the folder's *.cc.
# The link dependencies are the layers: an include that points up fails to link (and tests/layers reads the includes).
function(hale_library name)
  cmake_parse_arguments(arg "" "" "DEPS;SOURCES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  add_library(hale_${name} STATIC ${sources} ${arg_SOURCES})
  target_include_directories(hale_${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_link_libraries(hale_${name} PUBLIC hale_flags)
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
  foreach(dep ${ARGN})
    target_link_libraries(unit_${name} PRIVATE hale_${dep})
  endforeach()
  target_include_directories(unit_${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_compile_definitions(unit_${name} PRIVATE HALE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HALE_BINARY="$<TARGET_FILE:hale>")
  add_test(NAME unit_${name} COMMAND unit_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
