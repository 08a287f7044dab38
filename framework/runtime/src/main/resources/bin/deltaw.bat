@echo off
rem Starts DeltaW on the first Java of sufficient version.
rem
rem   DELTAW_JAVA_HOME   the Java to use
rem   DELTAW_OPTS        options for the JVM, such as -Xmx8g
rem   DELTAW_PLUGINS     further plugin folders, separated by ';'
setlocal
for %%i in ("%~dp0..") do set "home=%%~fi"

set "java="
if defined DELTAW_JAVA_HOME (
  call :try "%DELTAW_JAVA_HOME%"
  goto found
)
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%i in ('where java 2^>nul') do call :try "%%~dpi.."
for /d %%i in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%USERPROFILE%\.jdks\*") do call :try "%%~i"

:found
if not defined java (
  echo deltaw: needs Java 25 or newer, and found none in DELTAW_JAVA_HOME, JAVA_HOME, PATH and the usual places: install one, or set DELTAW_JAVA_HOME to its folder. 1>&2
  exit /b 2
)
set "runtime="
for %%i in ("%home%\bundles\deltaw-runtime-*.jar") do set "runtime=%%~fi"
rem Commands that compute nothing are over before code of the JVM's better compiler is worth its price.
set "compiler="
for %%i in (plugins describe schema version completion new-plugin install remove assemble) do if "%~1"=="%%i" set "compiler=-XX:TieredStopAtLevel=1"

"%java%" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-exports java.base/jdk.internal.module=ALL-UNNAMED %compiler% "-Ddeltaw.home=%home%" %DELTAW_OPTS% -classpath "%home%\lib\*;%runtime%" org.deltaw.runtime.launch.Launcher %*
exit /b %ERRORLEVEL%

rem Sets java if the folder holds a Java that will do, as its file 'release' tells.
:try
if defined java exit /b 0
if not exist "%~1\release" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul && set "java=%~1\bin\java.exe"
exit /b 0
